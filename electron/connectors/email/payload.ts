import type { RawPayload } from '../../../shared/contract/connector.ts';

/** Which of the two watched folders a mail lies in; a mail in Sent is ours whatever its From says. */
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

export function parsePayload(raw: Pick<RawPayload, 'body'>): MailPayload {
  const value: unknown = JSON.parse(raw.body);
  if (!isPayload(value)) throw new Error('The stored payload does not describe a mail');
  return value;
}

function isPayload(value: unknown): value is MailPayload {
  if (typeof value !== 'object' || value === null) return false;
  const { role, uid, flags, internalDate } = value as Partial<Record<keyof MailPayload, unknown>>;
  return (
    (role === 'inbox' || role === 'sent') && typeof uid === 'number' && Array.isArray(flags) && typeof internalDate === 'number'
  );
}
