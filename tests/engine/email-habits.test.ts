import { afterEach, expect, it } from 'vitest';
import { connectImap } from '../../electron/connectors/email/imap.ts';
import { Bell } from '../../electron/connectors/email/receiving/bell.ts';
import { FolderReader } from '../../electron/connectors/email/receiving/folder-reader.ts';
import { paceFor } from '../../electron/connectors/email/receiving/pace.ts';
import { watchFolders } from '../../electron/connectors/email/receiving/watch.ts';
import { type LineDoor, type LineHabit, startLineDoor } from '../support/line-door.ts';
import { intentOf } from '../unit/connectors/email/harness.ts';
import { liveMail } from '../unit/connectors/email/live.ts';

/** Dovecot behind a door that gives it the habits of other servers, as they were seen there. */
const live = liveMail();
let doors: LineDoor[] = [];
afterEach(async () => {
  await live.stopSessions();
  for (const door of doors) await door.stop();
  doors = [];
});

async function configBehind(habit: () => LineHabit | undefined) {
  const door = await startLineDoor(live.server.imapPort, habit);
  doors.push(door);
  const config = live.freshConfig();
  return { ...config, imap: { ...config.imap, tls: 'none' as const, port: door.port } };
}

const deliver = (to: string, subject: string) => live.server.deliver({ from: 'maria@mail.test', to, subject, text: 'x' });

it('a server that does not say which number comes next (Courier): history and new mail, each once', async () => {
  const config = await configBehind(() => ({ server: (line) => (line.includes('[UIDNEXT') ? [] : [line]) }));
  for (const name of ['one', 'two', 'three']) await deliver(config.address, name);
  await live.online(config);
  await live.recorder.until(() => live.recorder.arrived.length === 3, 'history');
  await deliver(config.address, 'new');
  await live.recorder.until(() => live.recorder.arrived.length === 4, 'new mail');
  await live.stopSessions();
  await deliver(config.address, 'meanwhile');
  await live.online(config);
  await live.recorder.until(() => live.recorder.arrived.length === 5, 'what came meanwhile');
  expect(new Set(live.recorder.arrived.map(({ remoteKey }) => remoteKey)).size).toBe(5);
});

it('a server whose IDLE tells nothing until it is asked is asked as often as one without', async () => {
  const host = 'late.test';
  const config = await configBehind(() => {
    let idling = false;
    const held: string[] = [];
    return {
      server(line) {
        if (line.startsWith('+ idling')) idling = true;
        if (!idling || !line.startsWith('* ')) return [line];
        held.push(line);
        return [];
      },
      client(line) {
        if (line !== 'DONE') return [];
        idling = false;
        return held.splice(0);
      },
    };
  });
  const stopper = new AbortController();
  const usual = paceFor(host);
  try {
    const client = await connectImap(config, stopper.signal);
    const bell = new Bell();
    const reader = new FolderReader(client, { path: 'INBOX', role: 'inbox' }, live.recorder.context(config), {
      followed: () => ['INBOX'],
      rings: () => bell.ring(),
    });
    await reader.open();
    const events = { host, progressed: () => undefined, errands: async () => false, lost: () => undefined };
    // Looked after more often than any server is, so that the test need not wait for minutes.
    const watching = watchFolders(client, [reader], bell, events, () => ({ ...paceFor(host), check: 1_500 }));
    watching.catch(() => undefined);
    for (const [index, name] of ['first', 'second'].entries()) {
      expect(paceFor(host)).toEqual(usual);
      await deliver(config.address, name);
      await live.recorder.until(() => live.recorder.arrived.length === index + 1, name);
    }
    expect(paceFor(host)).toEqual({ ...usual, check: usual.poll });
    stopper.abort();
    await expect(watching).rejects.toThrow();
  } finally {
    stopper.abort();
  }
});

it('a server that closes every connection after the first without a word (Courier, MAXPERIP): all is done over the one', async () => {
  const never = new AbortController().signal;
  let connections = 0;
  const config = await configBehind(() => (connections++ === 0 ? { server: (line) => [line] } : undefined));
  await deliver(config.address, 'one');
  const { session } = await live.online(config);
  await live.recorder.until(() => live.recorder.arrived.length === 1, 'history');
  const intent = intentOf();
  await session.afterSend?.(intent, never);
  await live.recorder.until(() => live.recorder.arrived.length === 2, 'the copy of what was sent');
  expect(live.recorder.arrived[1]?.mail).toMatchObject({ folder: 'Sent', role: 'sent' });
  expect(await session.reconcile?.(intent, never)).toEqual({ remoteId: intent.remoteId });
  await deliver(config.address, 'two');
  await live.recorder.until(() => live.recorder.arrived.length === 3, 'new mail');
  expect(live.recorder.onlineCount).toBe(1);
});
