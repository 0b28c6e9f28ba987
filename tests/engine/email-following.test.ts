import { afterEach, describe, expect, it } from 'vitest';
import type { FolderCursor } from '../../electron/connectors/email/receiving/cursor.ts';
import type { EmailChannelConfig } from '../../shared/contract/provision.ts';
import { type MailServer, startMailServer } from '../servers/mail/index.ts';
import { emailConfig } from '../unit/connectors/email/harness.ts';
import { liveMail } from '../unit/connectors/email/live.ts';

/** What other mail programs do to mails that were taken, on Dovecot as it is and on Dovecot that says it can do less. */
const live = liveMail();
const never = new AbortController().signal;
let servers: MailServer[] = [];
afterEach(async () => {
  await live.stopSessions();
  for (const server of servers) await server.stop();
  servers = [];
});

const letter = (name: string, flags = {}) => ({
  raw: [
    `Message-ID: <${name}@mail.test>`,
    'From: Maria <maria@mail.test>',
    'To: op@shop.test',
    `Date: ${new Date().toUTCString()}`,
    `Subject: ${name}`,
    '',
    `Text of ${name}`,
    '',
  ].join('\r\n'),
  ...flags,
});
const changes = () => live.recorder.changes.map(({ change, remoteId }) => `${change} ${remoteId.replace('@mail.test', '')}`);
const arrivedAll = (count: number) => live.recorder.until(() => live.recorder.arrived.length >= count, `${count} mails`);
const toldSoFar = (count: number) => live.recorder.until(() => live.recorder.changes.length >= count, `${count} changes`);

const basic = 'IMAP4rev1 SASL-IR LITERAL+ UIDPLUS MOVE SPECIAL-USE LIST-EXTENDED LIST-STATUS NAMESPACE';
const kinds = [
  { name: 'QRESYNC', capability: undefined },
  { name: 'CONDSTORE alone', capability: `${basic} IDLE ENABLE CONDSTORE` },
  { name: 'neither', capability: `${basic} IDLE` },
  { name: 'neither, and no IDLE', capability: basic },
];

async function configOn(capability: string | undefined): Promise<{ server: MailServer; config: EmailChannelConfig }> {
  const folders = [
    { name: 'Sent', specialUse: '\\Sent' },
    { name: 'Trash', specialUse: '\\Trash' },
    { name: 'Archive', specialUse: '\\Archive' },
    { name: 'Orders' },
  ];
  const server = await startMailServer({ folders, ...(capability === undefined ? {} : { capability }) });
  servers.push(server);
  const login = { host: '127.0.0.1', tls: 'none' as const, user: 'op@shop.test', password: 'op-pass' };
  const imap = { ...login, port: server.imapPort };
  return { server, config: emailConfig({ imap, smtp: { ...login, port: server.smtpPort }, folders: ['INBOX', 'Orders'] }) };
}

describe.each(kinds)('a server with $name', ({ capability }) => {
  it('what was read, deleted and moved while we were away', async () => {
    const { server, config } = await configOn(capability);
    const names = ['read', 'read-before', 'expunged', 'trashed', 'archived', 'ordered', 'struck', 'kept'];
    await server.seed(
      'op@shop.test',
      names.map((name) => letter(name, { seen: name === 'read-before' })),
    );
    const first = live.start(config);
    await arrivedAll(names.length);
    await first.stop();

    const other = await live.colleague(config);
    await other.mailboxOpen('INBOX');
    const uid = async (name: string) => {
      const found = await other.search({ header: { 'message-id': `<${name}@mail.test>` } }, { uid: true });
      return String(Array.isArray(found) ? found[0] : '');
    };
    await other.messageFlagsAdd(await uid('read'), ['\\Seen'], { uid: true });
    await other.messageFlagsAdd(await uid('struck'), ['\\Deleted'], { uid: true });
    await other.messageMove(await uid('trashed'), 'Trash', { uid: true });
    await other.messageMove(await uid('archived'), 'Archive', { uid: true });
    await other.messageMove(await uid('ordered'), 'Orders', { uid: true });
    const expunged = await uid('expunged');
    // UID EXPUNGE (RFC 4315) takes that one alone.
    await other.messageDelete(expunged, { uid: true });
    await server.seed('op@shop.test', [letter('new')]);

    live.start(config);
    await toldSoFar(4);
    await live.recorder.until(
      () =>
        live.recorder.arrived.some(({ mail }) => mail.folder === 'Orders') && live.recorder.arrived.length === names.length + 2,
      'what came and what was moved to a folder that is read',
    );
    expect(changes().sort()).toEqual(['gone expunged', 'gone struck', 'gone trashed', 'seen read']);

    // Nothing of it is told again.
    await live.stopSessions();
    const count = live.recorder.batches.length;
    live.start(config);
    await other.messageFlagsAdd(await uid('kept'), ['\\Seen'], { uid: true });
    await toldSoFar(5);
    expect(changes().at(-1)).toBe('seen kept');
    const again = live.recorder.batches.slice(count).flatMap(({ payloads }) => payloads);
    expect(again).toHaveLength(1);
  });

  it('what is read, deleted and moved while we listen', async () => {
    const { server, config } = await configOn(capability);
    const names = ['one', 'two', 'three', 'four', 'five'];
    await server.seed(
      'op@shop.test',
      names.map((name) => letter(name)),
    );
    const { session } = live.start(config);
    await arrivedAll(names.length);
    const other = await live.colleague(config);
    // A server that cannot push is asked every twenty seconds; after a change of the network, at once.
    const told = (count: number) => {
      if (capability === basic) session.wake();
      return toldSoFar(count);
    };
    await other.mailboxOpen('INBOX');
    await other.messageFlagsAdd('1', ['\\Seen']);
    await told(1);
    await other.messageMove('2', 'Archive');
    await other.messageMove('2', 'Trash');
    await told(2);
    await other.messageDelete('2');
    await told(3);
    await other.messageFlagsRemove('1', ['\\Seen']);
    await other.messageFlagsAdd('2', ['\\Seen']);
    await told(4);
    expect(changes()).toEqual(['seen one', 'gone three', 'gone four', 'seen five']);
  });
});

describe('read here', () => {
  it('is read there: at once on the running connection, and on one of its own when none runs', async () => {
    const config = live.freshConfig();
    await live.server.seed(
      config.address,
      ['a', 'b', 'c', 'd'].map((name) => letter(name)),
    );
    const running = await live.online(config);
    await arrivedAll(4);
    const seen = async () =>
      (await live.server.mailbox(config.address))
        .filter(({ flags }) => flags.includes('\\Seen'))
        .map(({ parsed }) => parsed.subject);
    const act = (...names: string[]) =>
      running.session.act?.({ type: 'seen', remoteThread: 'x', remoteIds: names.map((name) => `${name}@mail.test`) }, never);
    expect(await act('a', 'b')).toEqual({ status: 'done' });
    expect(await seen()).toEqual(['a', 'b']);
    // Done already, or by somebody else, or never there.
    expect(await act('a', 'nobody-knows')).toEqual({ status: 'done' });
    await live.server.deliver({
      from: 'maria@mail.test',
      to: config.address,
      subject: 'e',
      messageId: '<e@mail.test>',
      text: 'x',
    });
    await arrivedAll(5);
    await running.stop();
    expect(await act('c')).toEqual({ status: 'done' });
    expect(await seen()).toEqual(['a', 'b', 'c']);
    // What the running connection marked is no news to it.
    await live.online(config);
    const other = await live.colleague(config);
    await other.mailboxOpen('INBOX');
    await other.messageFlagsAdd('4', ['\\Seen']);
    await live.recorder.until(() => changes().includes('seen d'), 'what somebody else read');
    expect(changes().sort()).toEqual(['seen c', 'seen d']);
  });

  it('is found by its Message-ID where no number was kept', async () => {
    const config = live.freshConfig({ importDays: 0 });
    await live.server.seed(config.address, [letter('old'), letter('older')]);
    const { session } = await live.online(config);
    expect(await session.act?.({ type: 'seen', remoteThread: 'x', remoteIds: ['old@mail.test'] }, never)).toEqual({
      status: 'done',
    });
    const mails = await live.server.mailbox(config.address);
    expect(mails.map(({ parsed, flags }) => [parsed.subject, flags])).toEqual([
      ['old', ['\\Seen']],
      ['older', []],
    ]);
  });

  it('waits while the server is away', async () => {
    const { server, config } = await configOn(undefined);
    await server.seed('op@shop.test', [letter('a')]);
    const { session, stop } = live.start(config);
    await arrivedAll(1);
    await stop();
    await server.stopDovecot();
    expect(await session.act?.({ type: 'seen', remoteThread: 'x', remoteIds: ['a@mail.test'] }, never)).toMatchObject({
      status: 'retry',
      code: 'offline',
    });
  });
});

describe('as the settings say', () => {
  it('marks nothing as read, and takes no such news', async () => {
    const config = live.freshConfig({ follow: { seen: false } });
    await live.server.seed(config.address, [letter('a'), letter('b')]);
    const { session } = await live.online(config);
    await arrivedAll(2);
    expect(await session.act?.({ type: 'seen', remoteThread: 'x', remoteIds: ['a@mail.test'] }, never)).toEqual({
      status: 'done',
    });
    const other = await live.colleague(config);
    await other.mailboxOpen('INBOX');
    await other.messageFlagsAdd('1', ['\\Seen']);
    await other.messageDelete('2');
    await toldSoFar(1);
    expect(changes()).toEqual(['gone b']);
    expect((await live.server.mailbox(config.address)).map(({ flags }) => flags)).toEqual([['\\Seen']]);
  });

  it('says nothing of deletions where they are not wanted', async () => {
    const config = live.freshConfig({ follow: { deletions: 'keep' } });
    await live.server.seed(config.address, [letter('a'), letter('b')]);
    await live.online(config);
    await arrivedAll(2);
    const other = await live.colleague(config);
    await other.mailboxOpen('INBOX');
    await other.messageDelete('1');
    await other.messageFlagsAdd('1', ['\\Seen']);
    await toldSoFar(1);
    expect(changes()).toEqual(['seen b']);
  });
});

describe('folders', () => {
  it('reads all that were chosen, each from where it stood, and tells of those that go and come', async () => {
    const config = live.freshConfig({ folders: ['INBOX', 'Orders', 'Клиенты', 'Gone'] });
    const other = await live.colleague(config);
    for (const path of ['Orders', 'Клиенты']) await other.mailboxCreate(path);
    await live.server.seed(config.address, [letter('in')]);
    await live.server.seed(config.address, [letter('spam')], 'Junk');
    for (const path of ['Orders', 'Клиенты']) await other.append(path, letter(path === 'Orders' ? 'order' : 'client').raw);
    const { session, ended } = await live.online(config);
    await arrivedAll(3);
    expect(live.recorder.arrived.map(({ mail }) => mail.folder).sort()).toEqual(['INBOX', 'Orders', 'Клиенты']);
    expect(live.recorder.notices).toEqual([{ code: 'folder-gone', folder: 'Gone' }]);
    await other.append('Клиенты', letter('client-2').raw);
    await other.mailboxCreate('Gone');
    await other.mailboxCreate('Complaints');
    session.wake();
    await live.recorder.until(() => live.recorder.notices.some(({ code }) => code === 'folder-new'), 'the new folder');
    await arrivedAll(4);
    expect(live.recorder.notices).toEqual([{ code: 'folder-new', folder: 'Complaints' }]);
    await other.append('Gone', letter('back').raw);
    session.wake();
    await arrivedAll(5);
    await other.mailboxDelete('Orders');
    session.wake();
    // Dovecot leaves whoever has that folder open; the supervisor comes back.
    expect(await ended).toMatchObject({ kind: 'offline' });
    live.start(config);
    await live.recorder.until(() => live.recorder.notices.some(({ code }) => code === 'folder-gone'), 'the lost folder');
    expect(live.recorder.notices).toContainEqual({ code: 'folder-gone', folder: 'Orders' });
    await live.server.deliver({ from: 'maria@mail.test', to: config.address, subject: 'still', text: 'x' });
    await arrivedAll(6);
  });

  it('says so when none of them is there', async () => {
    const config = live.freshConfig({ folders: ['Nowhere'] });
    expect(await live.start(config).ended).toMatchObject({ kind: 'protocol', problem: { code: 'folders' } });
  });

  it('reads several mailboxes at once', async () => {
    const configs = ['x', 'y', 'z'].map((id) => live.freshConfig({ id }));
    for (const config of configs) live.start(config);
    await live.recorder.until(() => live.recorder.onlineCount === 3, 'all of them');
    for (const { address } of configs) await live.server.deliver({ from: 'maria@mail.test', to: address, text: 'x' });
    await arrivedAll(3);
  });
});

describe('a large mailbox', () => {
  it('a thousand mails read and a thousand cleared out elsewhere are followed in bounded steps', async () => {
    const config = live.freshConfig();
    const mails = Array.from({ length: 3_000 }, (_, n) => letter(`m${n}`));
    await live.server.seed(config.address, mails);
    const first = await live.online(config);
    await live.recorder.until(() => live.recorder.arrived.length === 3_000, 'the import', 120_000);
    await first.stop();
    const other = await live.colleague(config);
    await other.mailboxOpen('INBOX');
    await other.messageFlagsAdd('1:1000', ['\\Seen']);
    await other.messageMove('2001:3000', 'Trash');
    const began = Date.now();
    const count = live.recorder.batches.length;
    live.start(config);
    await live.recorder.until(() => live.recorder.changes.length === 2_000, 'all changes', 120_000);
    const batches = live.recorder.batches.slice(count);
    expect(Math.max(...batches.map(({ payloads }) => payloads.length))).toBeLessThanOrEqual(200);
    expect(changes().filter((change) => change.startsWith('gone'))).toHaveLength(1_000);
    expect((live.recorder.cursors.get('INBOX') as FolderCursor).modseq).toBeDefined();
    process.stdout.write(`1,000 read and 1,000 deleted elsewhere, followed in ${Date.now() - began} ms\n`);
  }, 300_000);
});
