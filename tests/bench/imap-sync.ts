import { ImapFlow } from 'imapflow';
import { createFileStore } from '../../electron/engine/files.ts';
import { openDesk, temporaryProfile } from '../support/engine.ts';
import type { Bench } from './harness/bench.ts';
import { compare } from './harness/compare.ts';
import { type Mailbox, mails, openMailbox } from './harness/mailbox.ts';

const count = 1_000;
const rounds = 6;
const limit = 'two files a mail that are on the disk before it counts, see README';

export const imapSync: Bench = {
  name: 'imap-sync',
  goal: `the first import of ${count} mails, on timelines and in the index, against a client that only downloads them (no figure in PERFORMANCE; ≤ 10x is ours)`,
  async run() {
    const mailbox = await openMailbox();
    // Removed at the end: where files were deleted a moment ago, a file system is slow to make new ones.
    const profiles: Array<{ remove(): Promise<void> }> = [];
    try {
      await mailbox.server.seed(mailbox.address, mails(count));
      await download(mailbox);
      const about = {
        what: `import of ${count} mails`,
        against: 'bare download',
        unit: 'ms',
        goal: { atMost: 10 },
        limit,
        rounds,
      };
      const least = { what: 'download, two files a mail kept', against: 'bare download', unit: 'ms', rounds };
      return [
        await compare(
          least,
          () => downloadAndKeep(mailbox, profiles),
          () => download(mailbox),
        ),
        await compare(
          about,
          () => importInto(mailbox, profiles),
          () => download(mailbox),
        ),
      ];
    } finally {
      for (const profile of profiles) await profile.remove();
      await mailbox.stop();
    }
  },
};

/** A fresh profile, from its first connection until everything can be read and found. */
async function importInto({ provision }: Mailbox, profiles: Array<{ remove(): Promise<void> }>): Promise<number> {
  const profile = await temporaryProfile();
  profiles.push(profile);
  const started = performance.now();
  const desk = await openDesk(profile.path, provision);
  const { read } = desk.engine.store;
  await desk.until(async () => {
    const shown = read.value<number>("SELECT COUNT(*) FROM items WHERE kind = 'email'") ?? 0;
    return shown === count;
  }, 'all mails to be on timelines');
  await indexed(read);
  const took = performance.now() - started;
  await desk.stop();
  return took;
}

/** The index follows without telling anybody: it is asked whenever the engine has had a turn. */
async function indexed(read: { value<T extends number>(sql: string): T | undefined }): Promise<void> {
  while ((read.value<number>('SELECT COUNT(*) FROM search_queue') ?? 0) > 0) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** What the wire and the server take: every source is fetched and thrown away. */
async function download({ login }: Mailbox, keep: (source: Buffer) => void = () => undefined): Promise<number> {
  const started = performance.now();
  const client = new ImapFlow({ ...login, logger: false });
  await client.connect();
  const lock = await client.getMailboxLock('INBOX');
  let bytes = 0;
  for await (const { source } of client.fetch('1:*', { source: true })) {
    bytes += source?.byteLength ?? 0;
    if (source) keep(source);
  }
  lock.release();
  await client.logout();
  if (bytes < count * 500) throw new Error(`only ${bytes} bytes came`);
  return performance.now() - started;
}

/** What the disk takes besides: source and page of each mail in the program's own file store. */
async function downloadAndKeep(mailbox: Mailbox, profiles: Array<{ remove(): Promise<void> }>): Promise<number> {
  const profile = await temporaryProfile();
  profiles.push(profile);
  const files = createFileStore(profile.path);
  const kept: Array<Promise<unknown>> = [];
  const started = performance.now();
  await download(mailbox, (source) => kept.push(files.put(source), files.put(source.subarray(1))));
  await Promise.all(kept);
  return performance.now() - started;
}
