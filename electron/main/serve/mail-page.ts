/**
 * What every mail stands on before its own styles: our reading type on white (mails are written for white), pictures no wider than
 * the frame, long words broken. The frame is as high as the mail, so only a wide one scrolls, sideways. The doctype keeps the
 * browser out of its quirks.
 */
const base = `<!doctype html><meta charset="utf-8"><style>
:root { color-scheme: light; background: #fff; overflow: auto hidden; scrollbar-width: thin; }
body { margin: 0; padding: 12px 16px; color: #1b1b1f; background: #fff; overflow-wrap: anywhere;
  font: 14px/20px "Segoe UI Variable Text", "Segoe UI", -apple-system, "SF Pro Text", Roboto, "Noto Sans", sans-serif; }
img { max-width: 100%; height: auto; }
a { color: #5b5bd6; }
blockquote { margin: 0 0 0 4px; padding-left: 12px; border-left: 2px solid #e6e6ea; color: #5e5e68; }
pre { white-space: pre-wrap; }
</style>
`;

/** The document shown in a mail's frame. `html` is the body as stored, in UTF-8. */
export function mailPage(html: string): string {
  return base + html;
}
