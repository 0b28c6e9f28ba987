import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { EmailChannelConfig } from '../../shared/contract/provision.ts';
import { type MailServer, startMailServer } from '../servers/mail/index.ts';
import { type IdentityProvider, startIdentityProvider } from '../servers/oauth/index.ts';
import { type Desk, openDesk, temporaryProfile } from '../support/engine.ts';

/** A channel that signs in at its provider, from the first page in the browser to the hundredth token. */
let provider: IdentityProvider;
let server: MailServer;
let profile: Awaited<ReturnType<typeof temporaryProfile>>;
let desks: Desk[];
let accounts = 0;

beforeAll(async () => {
  provider = await startIdentityProvider();
  const users = Array.from({ length: 10 }, (_, n) => ({ address: `op${n}@shop.test`, password: 'unused' }));
  server = await startMailServer({ users, introspectionUrl: provider.introspectionUrl });
});
afterAll(async () => {
  await server.stop();
  await provider.stop();
});
beforeEach(async () => {
  profile = await temporaryProfile();
  desks = [];
  provider.live(3_600);
});
afterEach(async () => {
  for (const desk of desks) await desk.stop();
  await profile.remove();
});

function channelOf(refreshToken?: string): EmailChannelConfig {
  const user = `op${accounts++}@shop.test`;
  const door = { host: '127.0.0.1', tls: 'none' as const, user };
  return {
    id: 'support',
    kind: 'email',
    name: 'Support',
    address: user,
    imap: { ...door, port: server.imapPort },
    smtp: { ...door, port: server.smtpPort },
    oauth: {
      clientId: 'throughline-desktop',
      clientSecret: 'planted-client-secret',
      authorizationUrl: provider.authorizationUrl,
      tokenUrl: provider.tokenUrl,
      scope: 'mail',
      ...(refreshToken === undefined ? {} : { refreshToken }),
    },
  };
}

async function open(channels: EmailChannelConfig[] = [], openBrowser?: (url: string) => void): Promise<Desk> {
  const desk = await openDesk(profile.path, { channels }, openBrowser);
  desks.push(desk);
  return desk;
}

const connection = async (desk: Desk) => (await desk.call('connection.list', {}))[0];
const online = (desk: Desk) => desk.until(async () => (await connection(desk))?.state === 'online', 'the mailbox');
const wantsPerson = (desk: Desk) =>
  desk.until(async () => (await connection(desk))?.error?.code === 'sign-in', 'the wish to sign in');

test('signed in from the form: the token stays in the engine until the channel is saved, and then sealed', async () => {
  const channel = channelOf();
  const desk = await open([], (url) => void provider.browse(url));
  expect(await desk.call('channel.test', { channel })).toMatchObject({ ok: false, steps: [{ problem: { code: 'sign-in' } }] });
  expect(await desk.call('channel.signIn', { channel })).toEqual({});
  expect(await desk.call('channel.test', { channel })).toMatchObject({ ok: true });
  await desk.call('channel.save', { channel });
  await online(desk);
  const [shown] = await desk.call('channel.list', {});
  expect(JSON.stringify(shown)).not.toMatch(/refreshToken|planted/);
  await desk.stop();
  // Neither the tokens nor the client secret lie anywhere in the profile in clear text.
  const tokens = [...provider.asked, ...provider.given, 'planted-client-secret'];
  const files = readdirSync(profile.path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of files) {
    const text = readFileSync(join(file.parentPath, file.name)).toString('latin1');
    expect(tokens.filter((token) => text.includes(token))).toEqual([]);
  }
  // The next start needs nobody.
  const again = await open();
  await online(again);
});

test('a token that was replaced while the program ran is the one that counts after a restart, whatever the file says', async () => {
  const channel = channelOf();
  const given = provider.issueRefresh(channel.imap.user);
  const withToken = { ...channel, ...(channel.oauth && { oauth: { ...channel.oauth, refreshToken: given } }) };
  const desk = await open([withToken]);
  await online(desk);
  await desk.stop();
  const renewals = provider.renewals;
  // The administrator's file still names the first token, which the provider takes no more.
  const again = await open([withToken]);
  await online(again);
  expect(provider.renewals).toBeGreaterThanOrEqual(renewals);
  await again.stop();
  // A new one in the file counts.
  provider.revokeAll();
  const fresh = provider.issueRefresh(channel.imap.user);
  const third = await open([{ ...withToken, ...(withToken.oauth && { oauth: { ...withToken.oauth, refreshToken: fresh } }) }]);
  await online(third);
});

test('when the provider wants the person again, signing in puts the channel right', async () => {
  const channel = channelOf(provider.issueRefresh(`op${accounts}@shop.test`));
  const desk = await open([channel], (url) => void provider.browse(url));
  await online(desk);
  provider.revokeAll();
  server.signalConnections('SIGKILL');
  await wantsPerson(desk);
  expect(await connection(desk)).toMatchObject({ state: 'needs-auth' });
  const [saved] = await desk.call('channel.list', {});
  if (saved === undefined) throw new Error('no channel');
  expect(await desk.call('channel.signIn', { channel: saved })).toEqual({});
  await desk.call('channel.save', { channel: saved });
  await online(desk);
});

test('who does not sign in after all may say so, and is told nothing wrong', async () => {
  const desk = await open();
  const channel = channelOf();
  const waiting = desk.call('channel.signIn', { channel });
  await desk.call('channel.signInCancel', { channelId: channel.id });
  expect(await waiting).toMatchObject({ problem: { code: 'sign-in' } });
});

test('the relay says where to open the page, and goes on when somebody has', async () => {
  const channel = channelOf();
  const provision = join(profile.path, '..', `${accounts}-provision.json`);
  writeFileSync(provision, JSON.stringify({ channels: [channel] }));
  const entry = fileURLToPath(new URL('../../electron/engine/relay.ts', import.meta.url));
  const relay: ChildProcess = spawn(process.execPath, [
    '--no-warnings',
    entry,
    '--profile',
    profile.path,
    '--provision',
    provision,
  ]);
  const lines = createInterface({ input: relay.stderr ?? process.stdin });
  const said: string[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      lines.on('line', (line) => {
        said.push(line);
        if (line.startsWith(provider.authorizationUrl)) void provider.browse(line);
        if (line === 'Support: online') resolve();
      });
      relay.once('exit', () => reject(new Error(said.join('\n'))));
    });
    expect(said.join('\n')).toMatch(/Sign in by opening this address.* ssh -L \d+:127\.0\.0\.1:\d+/);
  } finally {
    const gone = once(relay, 'exit');
    relay.kill('SIGTERM');
    await gone;
    rmSync(provision);
  }
});
