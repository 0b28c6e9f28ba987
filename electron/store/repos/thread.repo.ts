import type { ReadDb, WriteTx } from '../db.ts';

export function threadKey(tx: WriteTx, channelKey: number, remoteThread: string): number {
  const found = tx.value<number>('SELECT key FROM threads WHERE channel_key = ? AND remote_thread = ?', channelKey, remoteThread);
  return found ?? tx.insert('INSERT INTO threads (channel_key, remote_thread) VALUES (?, ?)', channelKey, remoteThread);
}

export const remoteThreadOf = (db: ReadDb, key: number): string | undefined =>
  db.value<string>('SELECT remote_thread FROM threads WHERE key = ?', key);

/** The thread in which a Message-ID is known, as its own or as one that was named. */
export const threadOfMail = (db: ReadDb, channelKey: number, messageId: string): number | undefined =>
  db.value<number>('SELECT thread_key FROM mail_ids WHERE channel_key = ? AND message_id = ?', channelKey, messageId);

/**
 * The thread of a mail: that of the nearest relative we know of by Message-ID, else the one its References begin with.
 * All ids it names are remembered, so that a parent or sibling that arrives later joins the same thread. Never by subject.
 */
export function mailThreadKey(
  tx: WriteTx,
  channelKey: number,
  mail: { messageId: string; answers: readonly string[]; remoteThread: string },
): number {
  const lookup = (id: string) => threadOfMail(tx, channelKey, id);
  let key = lookup(mail.messageId);
  for (const id of mail.answers) {
    if (key !== undefined) break;
    key = lookup(id);
  }
  const thread = key ?? threadKey(tx, channelKey, mail.remoteThread);
  for (const id of [mail.messageId, ...mail.answers]) {
    tx.run(
      'INSERT INTO mail_ids (channel_key, message_id, thread_key) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      channelKey,
      id,
      thread,
    );
  }
  return thread;
}
