import type { ListResponse } from 'imapflow';

type Folder = Pick<ListResponse, 'path' | 'name' | 'specialUse' | 'specialUseSource'> & { flags: ReadonlySet<string> };

/** Names of the folder of sent mail where the server marks none (RFC 6154), as clients have created it. */
const sentNames = /^(sent|sent (items|messages|mail)|отправленные|отправленные (письма|элементы|сообщения)|исходящие)$/i;

/** The folder where sent mail is kept, if there is one: the server's own mark, then the usual names. */
export function sentFolder(folders: readonly Folder[]): string | undefined {
  const usable = folders.filter(
    ({ path, flags }) => path.toUpperCase() !== 'INBOX' && !flags.has('\\Noselect') && !flags.has('\\NonExistent'),
  );
  const marked = usable.find(({ specialUse, specialUseSource }) => specialUse === '\\Sent' && specialUseSource === 'extension');
  const named = usable.filter(({ name }) => sentNames.test(name.trim())).sort((a, b) => a.path.length - b.path.length)[0];
  const guessed = usable.find(({ specialUse }) => specialUse === '\\Sent');
  return (marked ?? named ?? guessed)?.path;
}

/** "All Mail" of servers whose folders are labels (Gmail). */
export function allMailFolder(folders: readonly Folder[]): string | undefined {
  return folders.find(({ specialUse, flags }) => specialUse === '\\All' && !flags.has('\\Noselect'))?.path;
}
