import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emailConnector } from '../../../../electron/connectors/email/connector.ts';
import type { SendIntent, SendResult } from '../../../../shared/contract/connector.ts';
import { type Fault, type FaultServer, faultServer, type Step } from './fault-server.ts';
import { emailConfig, intentOf, Recorder, type TempFiles, tempFiles } from './harness.ts';

let files: TempFiles;
let server: FaultServer | undefined;
beforeEach(() => {
  files = tempFiles();
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  files.remove();
});

async function attempt(
  fault: Fault,
  options: { intent?: SendIntent; pipelining?: boolean; stop?: AbortController } = {},
): Promise<SendResult> {
  server = await faultServer(fault, options);
  const config = emailConfig({ smtp: { host: '127.0.0.1', port: server.port, tls: 'none' } });
  const session = emailConnector.open(new Recorder(files).context(config));
  const { stop } = options;
  if (stop !== undefined) void server.reached.then(() => stop.abort());
  return session.send(options.intent ?? intentOf(), stop?.signal ?? new AbortController().signal);
}

/** Far more than the buffers between two sockets hold, so that most of it is still here when the line breaks. */
async function bigIntent(): Promise<SendIntent> {
  const { hash, size } = await files.put(randomBytes(16 * 1024 * 1024));
  return intentOf({ files: [{ hash, size, name: 'big.bin', mime: 'application/octet-stream' }] });
}

const beforeData: readonly Step[] = ['greeting', 'ehlo', 'mail', 'rcpt', 'data'];
const envelope: readonly Step[] = ['mail', 'rcpt', 'data'];

describe('when the connection is lost', () => {
  it.each(beforeData)('at %s: certainly not delivered, so it is tried again', async (at) => {
    expect(await attempt({ at, does: 'drop' })).toMatchObject({ status: 'retry', code: 'offline' });
    expect(server?.sawDot()).toBe(false);
  });

  it('before the answer to a pipelined envelope: tried again', async () => {
    expect(await attempt({ at: 'mail', does: 'drop' }, { pipelining: true })).toMatchObject({ status: 'retry' });
  });

  it('in the middle of the data: the dot that makes it a mail never left', async () => {
    expect(await attempt({ at: 'body', does: 'drop' }, { intent: await bigIntent() })).toMatchObject({
      status: 'retry',
      code: 'offline',
    });
    expect(server?.sawDot()).toBe(false);
    expect(server?.bodyBytes()).toBeGreaterThan(100_000);
  });

  it.each(['drop', 'cut'] as const)('after the final dot, without a whole answer (%s): nobody can know', async (does) => {
    expect(await attempt({ at: 'dot', does })).toMatchObject({ status: 'unknown' });
    expect(server?.sawDot()).toBe(true);
  });

  it('nobody listens: tried again', async () => {
    server = await faultServer({ at: 'dot', does: 'drop' });
    const config = emailConfig({ smtp: { host: '127.0.0.1', port: server.port, tls: 'none' } });
    await server.close();
    const session = emailConnector.open(new Recorder(files).context(config));
    expect(await session.send(intentOf(), new AbortController().signal)).toMatchObject({ status: 'retry', code: 'offline' });
    server = undefined;
  });
});

describe('when the server refuses', () => {
  it.each(envelope)('for now at %s: tried again', async (at) => {
    expect(await attempt({ at, does: '451 4.3.0 later' })).toMatchObject({
      status: 'retry',
      code: 'refused',
      detail: expect.stringContaining('later'),
    });
  });

  it.each(envelope)('for good at %s: rejected', async (at) => {
    expect(await attempt({ at, does: '554 5.7.1 policy' })).toMatchObject({ status: 'rejected', code: 'unwanted' });
  });

  it('the mail itself, after the dot', async () => {
    expect(await attempt({ at: 'dot', does: '554 5.7.1 spam' })).toMatchObject({ status: 'rejected', code: 'unwanted' });
    await server?.close();
    expect(await attempt({ at: 'dot', does: '452 4.2.2 over quota' })).toMatchObject({ status: 'retry', code: 'mailbox-full' });
  });

  it.each(['greeting', 'ehlo'] as const)('everybody, at %s: not this mail, so it is tried again', async (at) => {
    expect(await attempt({ at, does: '554 5.3.2 closed' })).toMatchObject({ status: 'retry', code: 'offline' });
  });

  it.each([...beforeData, 'dot'] as const)('with 421 at %s: tried again', async (at) => {
    expect(await attempt({ at, does: '421 4.3.2 shutting down' })).toMatchObject({ status: 'retry', code: 'offline' });
  });

  it('in the middle of the data, and hangs up', async () => {
    const outcome = await attempt({ at: 'body', does: '552 5.3.4 too big' }, { intent: await bigIntent() });
    expect(outcome.status).not.toBe('accepted');
    expect(outcome.status).not.toBe('unknown');
  });

  const addresses: ReadonlyArray<[string, Partial<SendResult>]> = [
    ['550 5.1.1 no such user', { status: 'rejected', code: 'no-such-address', unreachable: 'no-such-address' }],
    ['550 User unknown', { status: 'rejected', code: 'no-such-address', unreachable: 'no-such-address' }],
    ['550 5.2.1 mailbox disabled', { status: 'rejected', code: 'no-such-address', unreachable: 'deactivated' }],
    ['550 blocked by policy', { status: 'rejected', code: 'unwanted' }],
    ['550 not today', { status: 'rejected', code: 'refused' }],
    ['552 message size exceeds limit', { status: 'rejected', code: 'too-large' }],
    ['530 5.7.0 Authentication required', { status: 'retry', code: 'auth' }],
    ['450 4.7.1 Greylisted, come back', { status: 'retry', code: 'rate-limit' }],
  ];
  it.each(addresses)('the recipient with "%s"', async (does, outcome) => {
    expect(await attempt({ at: 'rcpt', does })).toMatchObject(outcome);
    await server?.close();
    expect(await attempt({ at: 'rcpt', does }, { pipelining: true })).toMatchObject(outcome);
  });
});

describe('when we are stopped', () => {
  it('before the data: certainly not delivered', async () => {
    expect(await attempt({ at: 'rcpt', does: 'hang' }, { stop: new AbortController() })).toMatchObject({
      status: 'retry',
      code: 'interrupted',
    });
  });

  it('while the server thinks about the mail: nobody can know', async () => {
    const began = Date.now();
    expect(await attempt({ at: 'dot', does: 'hang' }, { stop: new AbortController() })).toMatchObject({ status: 'unknown' });
    expect(Date.now() - began).toBeLessThan(2_000);
  });
});

describe('what never leaves', () => {
  it('a mail over the size the server announced', async () => {
    const { hash, size } = await files.put(randomBytes(40 * 1024 * 1024));
    const intent = intentOf({ files: [{ hash, size, name: 'huge.bin', mime: 'application/octet-stream' }] });
    expect(await attempt({ at: 'mail', does: 'hang' }, { intent })).toMatchObject({ status: 'rejected', code: 'too-large' });
  });

  it('a mail whose file is gone', async () => {
    const intent = intentOf({ files: [{ hash: '0'.repeat(64), size: 1, name: 'a.txt', mime: 'text/plain' }] });
    expect(await attempt({ at: 'mail', does: 'hang' }, { intent })).toMatchObject({ status: 'rejected', code: 'protocol' });
  });

  it('an address no server could take', async () => {
    expect(await attempt({ at: 'mail', does: 'hang' }, { intent: intentOf({ to: 'no address' }) })).toMatchObject({
      status: 'rejected',
    });
  });
});
