import { afterEach, expect, it } from 'vitest';
import { type LineDoor, type LineHabit, startLineDoor } from '../support/line-door.ts';
import { liveMail } from '../unit/connectors/email/live.ts';

/** Dovecot behind a door that gives it the habits of other servers, as they were seen there. */
const live = liveMail();
let doors: LineDoor[] = [];
afterEach(async () => {
  await live.stopSessions();
  for (const door of doors) await door.stop();
  doors = [];
});

async function configBehind(habit: () => LineHabit) {
  const door = await startLineDoor(live.server.imapPort, habit);
  doors.push(door);
  const config = live.freshConfig();
  return { ...config, imap: { ...config.imap, tls: 'none' as const, port: door.port } };
}

const deliver = (to: string, subject: string) => live.server.deliver({ from: 'maria@mail.test', to, subject, text: 'x' });

it('a server that does not say which number comes next (Courier): history and new mail, each once', async () => {
  const config = await configBehind(() => (line) => (line.includes('[UIDNEXT') ? [] : [line]));
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
