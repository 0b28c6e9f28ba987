import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { FetchQueryObject } from 'imapflow';
import { ImapFlow } from 'imapflow';
import { afterEach, expect, it } from 'vitest';
import { fetched } from '../../../../electron/connectors/email/receiving/fetched.ts';

/** An IMAP server (RFC 9051) with a folder of two mails that says these lines in answer to every FETCH. */
async function imapServer(lines: readonly string[]): Promise<{ port: number; stop(): void }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('* PREAUTH [CAPABILITY IMAP4rev1] ready\r\n');
    let rest = '';
    socket.on('data', (bytes) => {
      const commands = (rest + bytes.toString('latin1')).split('\r\n');
      rest = commands.pop() ?? '';
      for (const command of commands) {
        const [tag = '', ...words] = command.split(' ');
        const verb = words.join(' ').toUpperCase();
        if (verb.startsWith('EXAMINE')) socket.write('* 2 EXISTS\r\n* OK [UIDVALIDITY 1] ok\r\n* OK [UIDNEXT 12] ok\r\n');
        if (verb.startsWith('LIST')) socket.write('* LIST () "/" INBOX\r\n');
        if (verb.startsWith('UID FETCH')) for (const line of lines) socket.write(`* ${line}\r\n`);
        socket.write(`${tag} OK done\r\n`);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, stop: () => server.close() };
}

const endings: Array<() => void> = [];
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

async function ask(lines: readonly string[], query: FetchQueryObject & { uid: true }) {
  const server = await imapServer(lines);
  const client = new ImapFlow({ host: '127.0.0.1', port: server.port, secure: false, doSTARTTLS: false, logger: false });
  endings.push(server.stop, () => client.close());
  await client.connect();
  await client.mailboxOpen('INBOX', { readOnly: true });
  const notices: Array<{ uid?: number; seq: number; flags: string[] }> = [];
  client.on('flags', ({ uid, seq, flags }) => notices.push({ ...(uid === undefined ? {} : { uid }), seq, flags: [...flags] }));
  const answers: number[] = [];
  for await (const { uid } of fetched(client, '1:*', query)) answers.push(uid);
  return { answers, notices };
}

it('what a server tells of its own accord while it answers is no answer, and is not lost', async () => {
  const lines = ['1 FETCH (UID 10 FLAGS ())', '2 FETCH (FLAGS (\\Seen))', '2 FETCH (UID 11 FLAGS (\\Seen))'];
  expect(await ask(lines, { uid: true, flags: true })).toEqual({ answers: [10, 11], notices: [{ seq: 2, flags: ['\\Seen'] }] });
});

it('nor is what it tells by uid, of a mail whose size was asked for', async () => {
  const lines = ['1 FETCH (UID 10 FLAGS (\\Seen))', '2 FETCH (UID 11 RFC822.SIZE 700 FLAGS ())'];
  expect(await ask(lines, { uid: true, size: true, flags: true })).toEqual({
    answers: [11],
    notices: [{ uid: 10, seq: 1, flags: ['\\Seen'] }],
  });
});

it('a server that leaves out some of what was asked for has answered', async () => {
  const lines = ['1 FETCH (UID 10 RFC822.SIZE 700 FLAGS ())'];
  expect((await ask(lines, { uid: true, size: true, flags: true, internalDate: true })).answers).toEqual([10]);
});
