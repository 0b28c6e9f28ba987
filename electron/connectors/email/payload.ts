import type { RawPayload } from '../../../shared/contract/connector.ts';

/** What a watched folder is to us; a mail in Sent is ours whatever its From says. */
export type FolderRole = 'inbox' | 'sent';

/** What the server said about a mail, beside its source. Times in epoch ms, size in bytes. */
export type MailPayload = {
  folder: string;
  role: FolderRole;
  uid: number;
  /** Decimal text: UIDVALIDITY may use all 32 bits, and it is only ever compared. */
  uidValidity: string;
  flags: string[];
  internalDate: number;
  size: number;
};

/** What happened at the server to a mail that was handed over before. `at` is when we noticed, epoch ms. */
export type ChangePayload = { change: 'seen' | 'gone'; remoteId: string; at: number };

export function parsePayload(raw: Pick<RawPayload, 'body'>): MailPayload | ChangePayload {
  const value: unknown = JSON.parse(raw.body);
  if (!isChange(value) && !isMail(value)) throw new Error('The stored payload does not describe a mail');
  return value;
}

export function isChange(value: unknown): value is ChangePayload {
  if (typeof value !== 'object' || value === null) return false;
  const { change, remoteId, at } = value as Partial<Record<keyof ChangePayload, unknown>>;
  return (change === 'seen' || change === 'gone') && typeof remoteId === 'string' && typeof at === 'number';
}

function isMail(value: unknown): value is MailPayload {
  if (typeof value !== 'object' || value === null) return false;
  const { role, uid, flags, internalDate } = value as Partial<Record<keyof MailPayload, unknown>>;
  return (
    (role === 'inbox' || role === 'sent') && typeof uid === 'number' && Array.isArray(flags) && typeof internalDate === 'number'
  );
}
