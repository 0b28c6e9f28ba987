import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CallFacts, emptyFacts } from '../../../../electron/connectors/asterisk/calls/facts.ts';
import { interpret } from '../../../../electron/connectors/asterisk/calls/interpret.ts';
import { boxesOf, callsOfMessages, messagesLeft, noteLeft } from '../../../../electron/connectors/asterisk/mailboxes.ts';
import { fetchMessage } from '../../../../electron/connectors/asterisk/recording.ts';
import type { FileStore } from '../../../../shared/contract/connector.ts';
import { house } from './replay.ts';

const never = new AbortController().signal;
let folder: string;
let files: FileStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailboxes-'));
  let count = 0;
  const scratch = (): string => {
    count += 1;
    return join(folder, `scratch-${count}`);
  };
  files = { scratch } as FileStore;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** As app_voicemail of Asterisk 22.10.1 writes it; `at` in seconds. */
async function leave(file: string, channel: string, at: number, seconds = 3, who = '"Мария" <+79161234567>'): Promise<void> {
  const path = join(folder, `${file}.txt`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(
    path,
    `;\n; Message Information file\n;\n[message]\norigmailbox=101\ncontext=from-trunk\nmacrocontext=\nexten=4950005\nrdnis=unknown\npriority=2\ncallerchan=${channel}\ncallerid=${who}\norigdate=Sun Nov 22 09:00:00 AM UTC 2026\norigtime=${at}\ncategory=\nmsg_id=${at}-00000001\nflag=\nduration=${seconds}\n`,
  );
  await utimes(path, at + seconds, at + seconds);
}

const call = (more: Partial<CallFacts> = {}): CallFacts => ({
  ...emptyFacts('pbx-1.0'),
  channels: [
    {
      id: 'pbx-1.0',
      name: 'PJSIP/trunk-00000003',
      at: 1_000_500,
      number: '+79161234567',
      exten: '4950005',
      upAt: 1_000_600,
      endAt: 1_009_000,
    },
  ],
  ...more,
});

test('a message is fetched with the length that is written beside it', async () => {
  await leave('default/101/INBOX/msg0000', 'PJSIP/trunk-00000003', 1003, 7);
  await writeFile(join(folder, 'default/101/INBOX/msg0000.wav'), 'RIFF');
  await utimes(join(folder, 'default/101/INBOX/msg0000.wav'), 1010, 1010);
  const adopted = { hash: 'a'.repeat(64), size: 4 };
  const store: FileStore = { ...files, adopt: async () => adopted };
  const named = { file: '/var/spool/asterisk/voicemail/default/101/INBOX/msg0000', channel: 'PJSIP/trunk-00000003' };
  expect(await fetchMessage({ path: folder }, named, store, never)).toEqual({ ...adopted, durationMs: 7000 });
  await leave('default/101/INBOX/msg0000', 'PJSIP/trunk-00000003', 1003, 0);
  await utimes(join(folder, 'default/101/INBOX/msg0000.txt'), 1010, 1010);
  expect(await fetchMessage({ path: folder }, named, store, never)).toEqual(adopted);
});

describe('messages that nobody told of', () => {
  test('are found in every folder of every mailbox, those of before left out', async () => {
    await leave('default/101/INBOX/msg0000', 'PJSIP/trunk-00000003', 1003);
    await leave('default/102/Old/msg0004', 'PJSIP/trunk-00000004', 1004);
    await leave('sales/200/Urgent/msg0001', 'PJSIP/trunk-00000005', 1005);
    await leave('default/101/INBOX/msg0001', 'PJSIP/trunk-00000001', 900);
    await leave('default/101/tmp/msg0002', 'PJSIP/trunk-00000002', 1006);
    await writeFile(join(folder, 'default/101/INBOX/msg0000.wav'), 'sound');
    const found = await messagesLeft({ path: folder }, { from: 1_000_000, boxes: 'all' }, files, never);
    expect(found.map(({ file }) => file).sort()).toEqual([
      'default/101/INBOX/msg0000',
      'default/102/Old/msg0004',
      'sales/200/Urgent/msg0001',
    ]);
    expect(found.find(({ file }) => file.includes('101'))).toEqual({
      file: 'default/101/INBOX/msg0000',
      channel: 'PJSIP/trunk-00000003',
      from: 1_003_000,
      to: 1_006_000,
      number: '+79161234567',
      callerName: 'Мария',
      exten: '4950005',
    });
  });

  test('are looked for where the PBX says, below the spool as well', async () => {
    await leave('voicemail/default/101/INBOX/msg0000', 'PJSIP/trunk-00000003', 1003);
    await leave('voicemail/default/102/INBOX/msg0000', 'PJSIP/trunk-00000004', 1003);
    const found = await messagesLeft({ path: folder }, { from: 1_000_000, boxes: boxesOf('101,us') }, files, never);
    expect(found.map(({ file }) => file)).toEqual(['voicemail/default/101/INBOX/msg0000']);
  });

  test('are asked for one after another at a web server', async () => {
    await leave('default/101/INBOX/msg0000', 'PJSIP/trunk-00000001', 900);
    await leave('default/101/INBOX/msg0001', 'PJSIP/trunk-00000003', 1003);
    const server = createServer(async (request, response) => {
      const text = await readFile(join(folder, request.url ?? '')).catch(() => undefined);
      response.writeHead(text === undefined ? 404 : 200).end(text);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      const found = await messagesLeft({ url }, { from: 1_000_000, boxes: ['101@default'] }, files, never);
      expect(found.map(({ file }) => file)).toEqual(['default/101/INBOX/msg0001']);
    } finally {
      server.close();
    }
  });

  test('where the place is away, that is said', async () => {
    const place = { path: join(folder, 'none') };
    await expect(messagesLeft(place, { from: 0, boxes: 'all' }, files, never)).rejects.toMatchObject({ kind: 'offline' });
  });

  test('mailboxes are named as the application was given them', () => {
    expect(boxesOf('101@default&102,us')).toEqual(['101@default', '102@default']);
    expect(boxesOf('200@sales')).toEqual(['200@sales']);
    expect(boxesOf('')).toEqual([]);
  });
});

describe('whose a message is', () => {
  const message = { file: 'default/101/INBOX/msg0000', channel: 'PJSIP/trunk-00000003', from: 1_003_000, to: 1_006_000 };

  test('the call whose channel left it, in its own time', () => {
    const facts = call();
    expect(noteLeft(facts, [message])).toBe(true);
    expect(interpret(facts, house)).toMatchObject({
      outcome: 'voicemail',
      recordings: [{ kind: 'audio', identity: 'pbx-1.0 default/101/INBOX/msg0000' }],
    });
  });

  test('a channel of the same name in another life of the PBX has left nothing', () => {
    const facts = call();
    expect(noteLeft(facts, [{ ...message, from: 2_003_000, to: 2_006_000 }])).toBe(false);
    expect(interpret(facts, house)).toMatchObject({ outcome: 'missed', recordings: [] });
  });

  test('one that was told of stays', () => {
    const facts = call({ voicemail: { file: '/var/spool/x/msg0007', channel: message.channel } });
    expect(noteLeft(facts, [message])).toBe(false);
    expect(facts.voicemail?.file).toBe('/var/spool/x/msg0007');
  });
});

describe('a call of which nothing is known but its message', () => {
  const box = { path: '' };
  beforeEach(() => {
    box.path = folder;
  });
  const callsAfter = async (from: number) =>
    callsOfMessages(await messagesLeft(box, { from, boxes: 'all' }, files, never), from, house).map((facts) =>
      interpret(facts, house),
    );

  test('is who left it, when, and on which line; that nobody saw it is said', async () => {
    await leave('default/101/INBOX/msg0000', 'PJSIP/trunk-00000003', 1003, 4);
    expect(await callsAfter(1_000_000)).toMatchObject([
      {
        direction: 'in',
        state: 'ended',
        outcome: 'voicemail',
        number: '+79161234567',
        callerName: 'Мария',
        line: '4950005',
        startedAt: 1_003_000,
        endedAt: 1_007_000,
        unobserved: { from: 1_000_000, to: 1_007_000 },
        recordings: [{ kind: 'audio' }],
      },
    ]);
  });

  test('is one however many mailboxes have it, and none where it began while somebody listened or within the house', async () => {
    await leave('default/101/INBOX/msg0000', 'PJSIP/trunk-00000003', 1003);
    await leave('default/102/INBOX/msg0007', 'PJSIP/trunk-00000003', 1003);
    await leave('default/101/INBOX/msg0001', 'PJSIP/trunk-00000002', 999, 9);
    await leave('default/101/INBOX/msg0002', 'PJSIP/102-00000005', 1005, 3, '"Борис" <102>');
    expect(await callsAfter(1_000_000)).toMatchObject([{ startedAt: 1_003_000 }]);
  });

  test.each([
    ['+79160000001', { number: '+79160000001' }],
    ['Мария', { callerName: 'Мария' }],
    ['Unknown', {}],
  ])('is of %s', async (who, caller) => {
    await leave('default/101/INBOX/msg0000', 'PJSIP/trunk-00000003', 1003, 3, who);
    const [message] = await messagesLeft(box, { from: 1_000_000, boxes: 'all' }, files, never);
    expect({ number: message?.number, callerName: message?.callerName }).toEqual({
      number: undefined,
      callerName: undefined,
      ...caller,
    });
  });
});
