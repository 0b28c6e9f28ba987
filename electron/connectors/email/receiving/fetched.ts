import type { FetchMessageObject, FetchQueryObject, ImapFlow } from 'imapflow';

/**
 * What a server answers to UID FETCH. While that runs, the library hands over every FETCH response there is, also those by which the
 * server tells of its own accord that flags have changed (RFC 9051, section 7.5.2); they may come without a uid. They are no answers
 * and are passed on as the notices they are.
 */
export async function* fetched(
  client: ImapFlow,
  uids: string,
  query: FetchQueryObject & { uid: true },
  options: { changedSince?: bigint } = {},
): AsyncGenerator<FetchMessageObject> {
  for await (const mail of client.fetch(uids, query, { uid: true, ...options })) {
    if (isAnswer(mail, query)) yield mail;
    else if (mail.flags !== undefined && client.mailbox !== false)
      client.emit('flags', {
        path: client.mailbox.path,
        seq: mail.seq,
        flags: mail.flags,
        ...(mail.uid === undefined ? {} : { uid: mail.uid }),
      });
  }
}

/** With something of what was asked for beside uid and flags, where there was more. */
function isAnswer(mail: Partial<FetchMessageObject>, { size, source, headers, internalDate }: FetchQueryObject): boolean {
  if (mail.uid === undefined) return false;
  const asked = [
    ...(size ? [mail.size] : []),
    ...(source ? [mail.source] : []),
    ...(headers ? [mail.headers] : []),
    ...(internalDate ? [mail.internalDate] : []),
  ];
  return asked.length === 0 || asked.some((got) => got !== undefined);
}
