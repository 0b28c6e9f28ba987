import type { ConnectorInfo } from '../../../shared/contract/connector.ts';

/**
 * 18 MiB of files become 25 MB in base64 (RFC 2045, section 6.8), the limit of most providers; a server that takes less
 * says so by SIZE (RFC 1870) and the send is refused as too large before anything leaves.
 */
const maxFileBytes = 18 * 1024 * 1024;

export const info: ConnectorInfo = {
  kind: 'email',
  capabilities: {
    subject: true,
    filesWithText: true,
    attachments: { maxBytes: maxFileBytes },
    replyTo: true,
    mayWriteFirst: true,
    reconciles: true,
  },
};
