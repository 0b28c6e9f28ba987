import type { ConnectorInfo } from '../../../shared/contract/connector.ts';
import type { Capabilities, TextMarkType } from '../../../shared/model/index.ts';

/** 18 MiB of files become 25 MB in base64 (RFC 2045, section 6.8), the limit of most providers: believed until a server says its own. */
const usualFileBytes = 18 * 1024 * 1024;
/** Above this nothing is offered, whatever a server takes: a mail is put together in memory. */
const mostFileBytes = 64 * 1024 * 1024;

/** Marks that have a form in HTML. */
export const formatting: readonly TextMarkType[] = [
  'bold',
  'italic',
  'underline',
  'strike',
  'code',
  'pre',
  'quote',
  'bullet',
  'number',
  'link',
  'image',
];

export const info: ConnectorInfo = {
  kind: 'email',
  capabilities: {
    subject: true,
    filesWithText: true,
    attachments: { maxBytes: usualFileBytes, maxTotalBytes: usualFileBytes },
    replyTo: true,
    mayWriteFirst: true,
    reconciles: true,
    copies: true,
    formatting,
  },
};

/** Every 57 bytes of a file become a line of 76 letters and its end (RFC 2045, section 6.8). */
const encodedLine = 78;
const bytesOfLine = 57;

/**
 * What files a server lets through that takes mails of so many bytes (RFC 1870). A part is left for the text, twice over, and
 * for the headers: what in the end is too large all the same is told before it leaves.
 */
export function capabilitiesWithin(maxMailBytes: number | undefined): Partial<Capabilities> {
  if (maxMailBytes === undefined) return { attachments: { maxBytes: usualFileBytes, maxTotalBytes: usualFileBytes } };
  const forText = Math.min(65_536, Math.floor(maxMailBytes / 10));
  const files = Math.floor(((maxMailBytes - forText) * bytesOfLine) / encodedLine);
  const most = Math.min(files, mostFileBytes);
  return { attachments: { maxBytes: most, maxTotalBytes: most } };
}
