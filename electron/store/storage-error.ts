/** Codes of SQLite (sqlite.org/rescode.html) and of the operating system that speak of the disk and not of what is stored. */
const ofTheDisk = /^(SQLITE_(FULL|READONLY|CANTOPEN|IOERR|BUSY|LOCKED)(_|$)|ENOSPC$|EDQUOT$|EROFS$|EIO$|EMFILE$|ENFILE$)/;
/** Said of a file, which has a path, they speak of the disk too: a profile that may not be written. Of a connection they do not. */
const ofAFile = /^(EACCES|EPERM)$/;
/** Deep enough for a connector that wraps what the store threw, and an end for a chain that bites its tail. */
const deepest = 8;

/**
 * What the disk said when something could not be stored: full, read-only, broken. `undefined` when the error is about
 * something else. Such an error says nothing against the data: the same write succeeds when the disk is well again.
 */
export function storageError(error: unknown): string | undefined {
  let current = error;
  for (let depth = 0; depth < deepest && current instanceof Error; depth += 1) {
    if (
      'code' in current &&
      typeof current.code === 'string' &&
      (ofTheDisk.test(current.code) || (ofAFile.test(current.code) && 'path' in current))
    )
      return `${current.code}: ${current.message}`;
    current = current.cause;
  }
  return undefined;
}
