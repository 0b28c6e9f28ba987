import type { ConnectorInfo } from '../../../shared/contract/connector.ts';

/** Bot API, getFile: "bots can download files of up to 20MB in size". Bytes. */
export const downloadLimit = 20 * 1024 * 1024;
/** Bot API, "Sending files": 10 MB for photos, 50 MB for other files. Bytes. */
export const photoLimit = 10 * 1024 * 1024;
export const uploadLimit = 50 * 1024 * 1024;
/** Bot API, sendMessage: 1–4096 characters; sendDocument: caption 0–1024. Counted here in UTF-16 units, the strictest reading. */
export const textLimit = 4096;
export const captionLimit = 1024;

/**
 * A bot cannot begin a conversation, has no receipts, and the API offers no way to look up whether a message arrived:
 * what is absent here cannot be done.
 */
export const info: ConnectorInfo = {
  kind: 'telegram',
  capabilities: {
    maxTextLength: textLimit,
    maxCaptionLength: captionLimit,
    attachments: { maxBytes: uploadLimit },
    replyTo: true,
  },
};
