import type { ImapFlow } from 'imapflow';
import type { EmailChannelConfig } from '../../../shared/contract/provision.ts';
import { allMailFolder, sentFolder } from './folders.ts';

/** Looks for a mail of ours by its Message-ID (without brackets) in Sent and, where there is one, in All Mail. */
export async function findSent(client: ImapFlow, messageId: string): Promise<boolean> {
  const folders = await client.list();
  for (const path of [sentFolder(folders), allMailFolder(folders)]) {
    if (path !== undefined && (await contains(client, path, messageId))) return true;
  }
  return false;
}

/**
 * Puts the copy into Sent, once: whatever is there already, ours from an earlier try or the server's own, is left alone.
 * Returns whether it was put there.
 */
export async function keepCopy(
  client: ImapFlow,
  config: EmailChannelConfig,
  messageId: string,
  source: () => Promise<Buffer>,
): Promise<boolean> {
  if (config.sentCopy !== 'append' && serverKeepsCopies(client, config)) return false;
  if (await findSent(client, messageId)) return false;
  const path = sentFolder(await client.list()) ?? (await client.mailboxCreate('Sent')).path;
  // imapflow drops flags the open folder does not permit, and one opened read-only permits none. CLOSE of one opened for writing
  // would remove for good what somebody has marked as deleted there (RFC 3501, section 6.4.2).
  if (client.mailbox !== false) {
    await client.mailboxOpen(path, { readOnly: true });
    await client.mailboxClose();
  }
  await client.append(path, await source(), ['\\Seen']);
  return true;
}

/** Gmail says X-GM-EXT-1 and files what goes through its SMTP; Exchange Online does the same for its own submission hosts. */
function serverKeepsCopies(client: ImapFlow, config: EmailChannelConfig): boolean {
  if (config.sentCopy === 'server') return true;
  return client.capabilities.has('X-GM-EXT-1') || /(^|\.)(office365|outlook)\.com$/i.test(config.smtp.host);
}

async function contains(client: ImapFlow, path: string, messageId: string): Promise<boolean> {
  await client.mailboxOpen(path, { readOnly: true });
  const found = await client.search({ header: { 'message-id': `<${messageId}>` } }, { uid: true });
  if (!Array.isArray(found)) throw new Error('The server did not answer the search for a sent mail');
  return found.length > 0;
}
