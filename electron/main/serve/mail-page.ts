import { darkRules, standingInDark } from './mail-colours.ts';

/**
 * What every mail stands on before its own styles: our reading type on white (mails are written for white), pictures no wider than
 * the frame, long words broken. The doctype keeps the browser out of its quirks.
 */
const base = (rules = '') => `<!doctype html><html data-colours="${rules === '' ? 'own' : 'theme'}"><meta charset="utf-8"><style>
:root { color-scheme: light; background: #fff; }
body { margin: 0; padding: 12px 16px; color: #1b1b1f; background: #fff; overflow-wrap: anywhere;
  font: 14px/20px "Segoe UI Variable Text", "Segoe UI", -apple-system, "SF Pro Text", Roboto, "Noto Sans", sans-serif; }
img { max-width: 100%; height: auto; }
a { color: #5b5bd6; }
blockquote { margin: 0 0 0 4px; padding-left: 12px; border-left: 2px solid #e6e6ea; color: #5e5e68; }
pre { white-space: pre-wrap; }
details[class^="throughline-"] { margin: 8px 0 0; }
details[class^="throughline-"] > summary { display: inline-block; list-style: none; padding: 0 8px; border-radius: 6px;
  background: #f0f0f3; color: #5e5e68; font: 14px/18px sans-serif; letter-spacing: 1px; cursor: pointer; user-select: none; }
details[class^="throughline-"] > summary::-webkit-details-marker { display: none; }
details[class^="throughline-"] > summary:focus-visible { outline: 2px solid #5b5bd6; }
${rules}</style>
`;

/**
 * Elements that no mail needs. No policy holds back what `link` connects to and looks up and what `meta` hints at; templates make
 * shadow trees, and marquees and repeated uses of a drawing stall or crash the browser; frames and objects, which the policy
 * refuses, would each become an error page of the browser's with scripts of its own. The tokeniser takes a tag for one of these
 * only where these letters follow `<` (HTML, 13.2.5.6), so that renaming them in the text is enough.
 */
const unneeded =
  /(<\/?)(link|meta|template|marquee|use|i?frame|frameset|object|embed|applet|portal|fencedframe|webview)(?=[\s/>]|$)/gi;

/**
 * The document shown in a mail's frame. `html` is the body as stored, in UTF-8. In the dark a mail without colours of its own gets
 * those of the theme, and its root says so: the first element of that name has its attributes, whatever the mail brings.
 */
export function mailPage(html: string, inDark = false): string {
  const standing = inDark ? standingInDark(html) : undefined;
  return base(standing?.on === 'theme' ? darkRules(standing) : '') + html.replace(unneeded, '$1x-$2');
}

/** How much of a mail is shown as plain words, in letters. */
const plainLimit = 200_000;

/** The words of a mail whose form is not shown, below a sentence that says so. Never markup of the mail's own. */
export function plainPage(html: string, notice: string, inDark = false): string {
  const words = html
    .slice(0, plainLimit * 5)
    .replace(/<(style|script|title)\b[\s\S]*?(<\/\1\s*>|$)/gi, ' ')
    .replace(/<!--[\s\S]*?(-->|$)/g, ' ')
    .replace(/<(br|p|div|tr|li|h\d)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>?/g, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
  const escaped = words.slice(0, plainLimit).replace(/</g, '&lt;');
  return `${base(inDark ? darkRules({ on: 'theme', paper: [], tones: [], highlights: [] }) : '')}<p role="alert"><strong>${notice}</strong></p><pre>${escaped}</pre>`;
}
