import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { emailConnector } from '../../electron/connectors/email/connector.ts';
import type { EmailChannelConfig } from '../../shared/contract/provision.ts';
import { closedPort } from '../contract/ports.ts';
import { type MailServer, startMailServer } from '../servers/mail/index.ts';
import { type IdentityProvider, startIdentityProvider } from '../servers/oauth/index.ts';
import {
  emailConfig,
  intentOf,
  Recorder,
  type Running,
  runSession,
  type TempFiles,
  tempFiles,
} from '../unit/connectors/email/harness.ts';

/** Signing in at a provider on loopback, whose tokens Dovecot and Exim ask about themselves. */
const never = new AbortController().signal;
let provider: IdentityProvider;
let server: MailServer;
let files: TempFiles;
let recorder: Recorder;
let running: Running[];
let accounts = 0;

beforeAll(async () => {
  provider = await startIdentityProvider();
  const users = Array.from({ length: 20 }, (_, index) => ({ address: `op${index}@shop.test`, password: 'unused' }));
  server = await startMailServer({
    users: [...users, { address: 'maria@mail.test', password: 'unused' }],
    introspectionUrl: provider.introspectionUrl,
  });
});
afterAll(async () => {
  await server.stop();
  await provider.stop();
});
beforeEach(() => {
  files = tempFiles();
  recorder = new Recorder(files);
  running = [];
  provider.live(3_600);
});
afterEach(async () => {
  for (const session of running) await session.stop();
  files.remove();
});

/** No password anywhere; `signedIn` as an administrator's file would have it. */
function configOf(options: { signedIn?: true; user?: string } = {}): EmailChannelConfig {
  const user = options.user ?? `op${accounts++}@shop.test`;
  const door = { host: '127.0.0.1', tls: 'none' as const, user };
  return emailConfig({
    id: user,
    address: user,
    imap: { ...door, port: server.imapPort },
    smtp: { ...door, port: server.smtpPort },
    oauth: {
      provider: 'custom',
      clientId: 'throughline-desktop',
      authorizationUrl: provider.authorizationUrl,
      tokenUrl: provider.tokenUrl,
      scope: 'mail',
      ...(options.signedIn ? { refreshToken: provider.issueRefresh(user) } : {}),
    },
  });
}

function start(config: EmailChannelConfig): Running {
  const session = runSession(recorder, config);
  running.push(session);
  return session;
}

const withRefresh = (config: EmailChannelConfig, refreshToken: string): EmailChannelConfig => ({
  ...config,
  ...(config.oauth === undefined ? {} : { oauth: { ...config.oauth, refreshToken } }),
});
const online = (times = 1) => recorder.until(() => recorder.onlineCount >= times, 'the connection');

describe('signing in', () => {
  it('goes through the browser with PKCE and comes back to a port of this machine', async () => {
    const config = configOf();
    let page = '';
    const before = provider.exchanges;
    const { refreshToken } =
      (await emailConnector.signIn?.(
        config,
        (url) => {
          page = url;
          void provider.browse(url);
        },
        never,
      )) ?? expect.fail('cannot sign in');
    const asked = new URL(page).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      client_id: 'throughline-desktop',
      code_challenge_method: 'S256',
      scope: 'mail',
      login_hint: config.imap.user,
    });
    // RFC 8252, section 7.3.
    expect(asked.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(provider.exchanges).toBe(before + 1);
    // The token that came along is used as it is.
    const renewals = provider.renewals;
    expect(await emailConnector.test(withRefresh(config, refreshToken), never)).toMatchObject({ ok: true });
    expect(provider.renewals).toBe(renewals);
  });

  it('hears a refusal, and waits for nobody who does not come', async () => {
    const refused = emailConnector.signIn?.(configOf(), (url) => void provider.browse(url, { refuse: true }), never);
    await expect(refused).rejects.toMatchObject({ kind: 'auth', problem: { code: 'sign-in', detail: 'The person said no' } });
    const stop = new AbortController();
    const waiting = emailConnector.signIn?.(configOf(), () => stop.abort(), stop.signal);
    await expect(waiting).rejects.toMatchObject({ problem: { code: 'sign-in' } });
  });

  it('takes no answer that was not asked for', async () => {
    let status = 0;
    const signedIn = emailConnector.signIn?.(
      configOf(),
      (url) => {
        const { searchParams } = new URL(url);
        void (async () => {
          status = (await fetch(`${searchParams.get('redirect_uri')}?code=stolen&state=other`)).status;
          await provider.browse(url);
        })();
      },
      never,
    );
    expect(await signedIn).toHaveProperty('refreshToken');
    expect(status).toBe(404);
  });

  it('asks for it where nobody has signed in, before any server is asked', async () => {
    expect(await start(configOf()).ended).toMatchObject({ kind: 'auth', problem: { code: 'sign-in' } });
    expect(await emailConnector.test(configOf(), never)).toMatchObject({
      steps: [{ step: 'imap', problem: { code: 'sign-in' } }],
    });
  });
});

describe('logged in with tokens', () => {
  it('receives over IMAP and sends over SMTP; one request gives the token for both', async () => {
    const config = configOf({ signedIn: true });
    const renewals = provider.renewals;
    const { session } = start(config);
    const [sent] = await Promise.all([session.send(intentOf(), never), online()]);
    expect(sent).toMatchObject({ status: 'accepted' });
    await server.deliver({ from: 'maria@mail.test', to: config.address, text: 'x' });
    await recorder.until(() => recorder.arrived.length === 1, 'the mail');
    expect(provider.renewals).toBe(renewals + 1);
    // Dovecot and Exim have both asked the provider about the same token.
    expect(new Set(provider.asked.slice(-3)).size).toBe(1);
  });

  it('seals each refresh token that takes the place of another, and goes on with it', async () => {
    const config = configOf({ signedIn: true });
    provider.live(30);
    const kept: string[] = [];
    recorder.keep = async ({ refreshToken }) => void kept.push(refreshToken);
    const first = start(config);
    await online();
    expect(kept.length).toBeGreaterThan(0);
    await first.stop();
    // The settings still name the first one, which is worth nothing any more.
    const second = start(config);
    await online(2);
    await second.stop();
    expect(new Set(kept).size).toBe(kept.length);
    // After a restart of the program only the last one counts.
    expect(await emailConnector.test({ ...withRefresh(config, kept.at(-1) ?? ''), id: 'restarted' }, never)).toMatchObject({
      ok: true,
    });
  });

  it('renews a token before its end, and one that a server turns down before', async () => {
    const config = configOf({ signedIn: true });
    const { session } = start(config);
    await online();
    const renewals = provider.renewals;
    expect(await session.send(intentOf(), never)).toMatchObject({ status: 'accepted' });
    expect(provider.renewals).toBe(renewals);
    provider.revokeAccess();
    expect(await session.send(intentOf(), never)).toMatchObject({ status: 'accepted' });
    expect(provider.renewals).toBe(renewals + 1);
    provider.revokeAccess();
    server.signalConnections('SIGKILL');
    await running[0]?.ended;
    start(config);
    await online(2);
    expect(provider.renewals).toBe(renewals + 2);
    // Thirty seconds of life are less than the minute that is kept in hand.
    provider.live(30);
    provider.revokeAccess();
    expect(await session.send(intentOf(), never)).toMatchObject({ status: 'accepted' });
    const before = provider.renewals;
    expect(await session.send(intentOf(), never)).toMatchObject({ status: 'accepted' });
    expect(provider.renewals).toBe(before + 1);
  });

  it('asks once for all who need a token at the same time', async () => {
    const config = configOf({ signedIn: true });
    const renewals = provider.renewals;
    const { session } = start(config);
    const sends = await Promise.all(Array.from({ length: 5 }, () => session.send(intentOf(), never)));
    expect(sends.map(({ status }) => status)).toEqual(Array(5).fill('accepted'));
    expect(provider.renewals).toBe(renewals + 1);
  });

  it('wants the person when the provider takes the refresh token no more', async () => {
    const config = configOf({ signedIn: true });
    const { session } = start(config);
    await online();
    provider.revokeAll();
    expect(await session.send(intentOf(), never)).toMatchObject({ status: 'retry', code: 'auth' });
    server.signalConnections('SIGKILL');
    await running[0]?.ended;
    expect(await start(config).ended).toMatchObject({ kind: 'auth', problem: { code: 'sign-in' } });
  });

  it('has patience with a provider that is away', async () => {
    const config = configOf({ signedIn: true });
    const away = { ...config, id: 'away', oauth: { ...config.oauth, clientId: 'c', scope: 'mail', refreshToken: 'r' } };
    const nowhere = `http://127.0.0.1:${await closedPort()}`;
    const shut = { ...away, oauth: { ...away.oauth, authorizationUrl: `${nowhere}/authorize`, tokenUrl: `${nowhere}/token` } };
    expect(await start(shut).ended).toMatchObject({ kind: 'offline', problem: { code: 'refused' } });
    expect(await emailConnector.open(recorder.context(shut)).send(intentOf(), never)).toMatchObject({
      status: 'retry',
      code: 'offline',
    });
  });

  it('travels in clear text to this machine only', async () => {
    const config = configOf({ signedIn: true });
    const elsewhere = {
      ...config,
      oauth: {
        clientId: 'c',
        scope: 's',
        refreshToken: 'r',
        authorizationUrl: 'http://192.0.2.1/a',
        tokenUrl: 'http://192.0.2.1/t',
      },
    };
    expect(await emailConnector.test({ ...elsewhere, id: 'elsewhere' }, never)).toMatchObject({
      steps: [{ step: 'imap', problem: { code: 'insecure', host: '192.0.2.1' } }],
    });
  });
});

describe('a server that knows XOAUTH2 alone', () => {
  it('is logged in to all the same', async () => {
    const plain = await startMailServer({ introspectionUrl: provider.introspectionUrl, mechanisms: 'xoauth2' });
    try {
      const config = configOf({ signedIn: true, user: 'op@shop.test' });
      const imap = { ...config.imap, port: plain.imapPort };
      const smtp = { ...config.smtp, port: plain.smtpPort };
      expect(await emailConnector.test({ ...config, imap, smtp }, never)).toMatchObject({ ok: true });
    } finally {
      await plain.stop();
    }
  });
});

// Last, because Dovecot makes every login from this address wait after a refused one.
describe('a token of somebody else', () => {
  it('is refused, the fresh one too, and the person is asked', async () => {
    const config = configOf({ signedIn: true });
    const other = { ...config, imap: { ...config.imap, user: 'maria@mail.test' } };
    expect(await start(other).ended).toMatchObject({ kind: 'auth', problem: { code: 'sign-in' } });
  });
});
