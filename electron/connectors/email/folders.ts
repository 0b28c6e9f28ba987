import type { ListResponse } from 'imapflow';
import type { MailFolder } from '../../../shared/contract/channel-test.ts';

export type Folder = Pick<ListResponse, 'path' | 'name' | 'specialUse' | 'specialUseSource'> & { flags: ReadonlySet<string> };

/** Names of the folder of sent mail where the server marks none (RFC 6154), as clients have created it. */
const sentNames = /^(sent|sent (items|messages|mail)|отправленные|отправленные (письма|элементы|сообщения)|исходящие)$/i;
/** As above, for what was thrown away; the imap library knows more languages. */
const trashNames = /^(trash|bin|deleted( (items|messages))?|корзина|удал[её]нные( (письма|элементы|сообщения))?)$/i;

const isInbox = (path: string): boolean => path.toUpperCase() === 'INBOX';

/** Those that hold mails, not only other folders. */
export function usable<F extends Folder>(folders: readonly F[]): F[] {
  return folders.filter(({ flags }) => !flags.has('\\Noselect') && !flags.has('\\NonExistent'));
}

/** The folder where sent mail is kept, if there is one: the server's own mark, then the usual names. */
export function sentFolder(folders: readonly Folder[]): string | undefined {
  const others = usable(folders).filter(({ path }) => !isInbox(path));
  const marked = others.find(({ specialUse, specialUseSource }) => specialUse === '\\Sent' && specialUseSource === 'extension');
  const named = others.filter(({ name }) => sentNames.test(name.trim())).sort((a, b) => a.path.length - b.path.length)[0];
  const guessed = others.find(({ specialUse }) => specialUse === '\\Sent');
  return (marked ?? named ?? guessed)?.path;
}

/** "All Mail" of servers whose folders are labels (Gmail). */
export function allMailFolder(folders: readonly Folder[]): string | undefined {
  return usable(folders).find(({ specialUse }) => specialUse === '\\All')?.path;
}

export function isTrash({ specialUse, name }: Folder): boolean {
  return specialUse === '\\Trash' || (specialUse === undefined && trashNames.test(name.trim()));
}

const roles: Readonly<Record<string, MailFolder['role']>> = {
  '\\Inbox': 'inbox',
  '\\Sent': 'sent',
  '\\Archive': 'archive',
  '\\Drafts': 'drafts',
  '\\Junk': 'junk',
  '\\Trash': 'trash',
  '\\All': 'all',
};
const order: ReadonlyArray<MailFolder['role']> = ['inbox', 'other', 'archive', 'sent', 'drafts', 'all', 'junk', 'trash'];

/**
 * The folders of a mailbox to choose from. Only the INBOX is suggested: what else customers' mail is sorted into the owner
 * knows, and what was thrown away or taken for spam is read by nobody who has not asked for it.
 */
export function foldersToChoose(folders: readonly Folder[]): MailFolder[] {
  const sent = sentFolder(folders);
  const role = (folder: Folder): MailFolder['role'] => {
    if (isInbox(folder.path)) return 'inbox';
    if (folder.path === sent) return 'sent';
    if (isTrash(folder)) return 'trash';
    const known = roles[folder.specialUse ?? ''];
    return known === undefined || known === 'sent' || known === 'inbox' ? 'other' : known;
  };
  return usable(folders)
    .map((folder) => ({ path: folder.path, role: role(folder), suggested: isInbox(folder.path) }))
    .sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role) || a.path.localeCompare(b.path));
}

export type Place = { path: string; role: 'inbox' | 'sent' };

/**
 * What is read of a mailbox: the chosen folders that are there, in the order of the choice, and Sent for the answers written
 * elsewhere. `missing` are those chosen and not there.
 */
export function placesToRead(
  folders: readonly Folder[],
  chosen: readonly string[] = ['INBOX'],
): { places: Place[]; missing: string[] } {
  const there = usable(folders);
  const sent = sentFolder(folders);
  const places: Place[] = [];
  const missing: string[] = [];
  for (const wanted of new Set(chosen)) {
    const found = there.find(({ path }) => path === wanted || (isInbox(path) && isInbox(wanted)));
    if (found === undefined) missing.push(wanted);
    else if (found.path !== sent) places.push({ path: found.path, role: 'inbox' });
  }
  if (sent !== undefined) places.push({ path: sent, role: 'sent' });
  return { places, missing };
}

/**
 * Where a mail that left its folder may have been put: everywhere but the trash, the likely places first. Of a very large tree
 * only so many are looked into.
 */
export function placesToLook(folders: readonly Folder[], followed: readonly string[], most: number): string[] {
  const rank = (folder: Folder): number => {
    if (followed.includes(folder.path)) return 0;
    return folder.specialUse === '\\All' || folder.specialUse === '\\Archive' ? 1 : 2;
  };
  return usable(folders)
    .filter((folder) => !isTrash(folder))
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, most)
    .map(({ path }) => path);
}
