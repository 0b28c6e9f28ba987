import { type Dirent, watch } from 'node:fs';
import { chown, mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import type { Account } from './system.ts';
import type { SeedMail, StoredMail } from './types.ts';

const flagLetters: Readonly<Record<string, string>> = {
  D: '\\Draft',
  F: '\\Flagged',
  R: '\\Answered',
  S: '\\Seen',
  T: '\\Deleted',
};
let counter = 0;

/** Maildir++: INBOX is the root, every other folder a directory beside its `cur` with a dot in front. */
function folderPath(home: string, folder: string): string {
  return folder === 'INBOX' ? join(home, 'Maildir') : join(home, 'Maildir', `.${folder.replaceAll('/', '.')}`);
}

export async function createFolder(home: string, folder: string, owner: Account): Promise<string> {
  const path = folderPath(home, folder);
  for (const name of ['', 'cur', 'new', 'tmp']) {
    await mkdir(join(path, name), { recursive: true });
    await chown(join(path, name), owner.uid, owner.gid);
  }
  return path;
}

/** Dovecot takes INTERNALDATE from the file's time and the size from its name. */
export async function seedFolder(home: string, folder: string, mails: readonly SeedMail[], owner: Account): Promise<void> {
  const path = await createFolder(home, folder, owner);
  for (const mail of mails) {
    const bytes = Buffer.from(mail.raw);
    const date = mail.date ?? new Date();
    counter += 1;
    const flags = `${mail.draft === true ? 'D' : ''}${mail.seen === true ? 'S' : ''}`;
    const file = join(
      path,
      'cur',
      `${Math.floor(date.getTime() / 1_000)}.M${counter}P${process.pid}.test,S=${bytes.length}:2,${flags}`,
    );
    await writeFile(file, bytes);
    await utimes(file, date, date);
    await chown(file, owner.uid, owner.gid);
  }
}

export async function readFolder(home: string, folder: string): Promise<StoredMail[]> {
  const path = folderPath(home, folder);
  const entries: Array<Dirent & { dir: string }> = [];
  for (const dir of ['cur', 'new']) {
    const list = await readdir(join(path, dir), { withFileTypes: true }).catch(() => []);
    for (const entry of list) entries.push(Object.assign(entry, { dir }));
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const mails: StoredMail[] = [];
  for (const entry of entries) {
    // Dovecot renames a file when a flag changes: one that has just gone is found under its new name on the next look.
    const raw = await readFile(join(path, entry.dir, entry.name)).catch(() => undefined);
    if (raw === undefined) continue;
    const letters = entry.name.split(':2,')[1] ?? '';
    const flags = [...letters].flatMap((letter) => flagLetters[letter] ?? []);
    mails.push({ raw, flags, parsed: await simpleParser(raw) });
  }
  return mails;
}

/** Looks again on every change of the folder until `found` is satisfied. */
export async function awaitMail(
  home: string,
  folder: string,
  found: (mail: StoredMail) => boolean,
  timeoutMs: number,
  owner: Account,
): Promise<StoredMail> {
  const path = await createFolder(home, folder, owner);
  return new Promise((resolve, reject) => {
    let looking = false;
    let again = false;
    const look = async () => {
      if (looking) {
        again = true;
        return;
      }
      looking = true;
      do {
        again = false;
        const mail = (await readFolder(home, folder)).find(found);
        if (mail !== undefined) return finish(() => resolve(mail));
      } while (again);
      looking = false;
    };
    const watchers = ['cur', 'new'].map((dir) => watch(join(path, dir), () => void look()));
    const timer = setTimeout(
      () => finish(() => reject(new Error(`No such mail in ${folder} within ${timeoutMs} ms`))),
      timeoutMs,
    );
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
      settle();
    };
    void look();
  });
}
