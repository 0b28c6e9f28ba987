import { execFileSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { emailConnector } from '../../electron/connectors/email/connector.ts';
import type { EmailChannelConfig } from '../../shared/contract/provision.ts';
import { type MailServer, type MailServerOptions, startMailServer } from '../servers/mail/index.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { emailConfig, intentOf } from '../unit/connectors/email/harness.ts';
import { liveMail } from '../unit/connectors/email/live.ts';

const never = new AbortController().signal;
const live = liveMail();

describe('connection', () => {
  it('stops at once while idling', async () => {
    const session = await live.online(live.freshConfig());
    const began = Date.now();
    await session.stop();
    // At once, and not with the next check of the line, which is many seconds away.
    expect(Date.now() - began).toBeLessThan(2_000);
    expect(await session.ended).toBeUndefined();
  });

  it('ends with offline when the server is gone, and finds what came meanwhile when it is back', async () => {
    const config = live.freshConfig();
    const first = await live.online(config);
    await live.server.stopDovecot();
    expect(await first.ended).toMatchObject({ kind: 'offline' });
    expect(await live.start(config).ended).toMatchObject({ kind: 'offline', problem: { code: 'refused', host: '127.0.0.1' } });
    await live.server.deliver({ from: 'maria@mail.test', to: config.address, subject: 'Meanwhile', text: 'x' });
    await live.server.startDovecot();
    live.start(config);
    await live.recorder.until(() => live.recorder.arrived.length === 1, 'the mail of the meantime');
  });

  it('ends with offline when the connection is cut', async () => {
    const session = await live.online(live.freshConfig());
    expect(live.server.signalConnections('SIGKILL')).toBeGreaterThan(0);
    expect(await session.ended).toMatchObject({ kind: 'offline' });
  });

  it('notices noise on an idling line long before the next check, and loses nothing by it', async () => {
    const config = live.freshConfig();
    const proxy = await startFaultProxy(live.server.imapPort);
    try {
      const noisy = { ...config, imap: { ...config.imap, tls: 'none' as const, port: proxy.port } };
      const session = await live.online(noisy);
      const shown = proxy.set({ kind: 'corrupt', after: 0, seed: 7 });
      await live.server.deliver({ from: 'maria@mail.test', to: config.address, text: 'x' });
      await shown;
      const began = Date.now();
      expect(await session.ended).toMatchObject({ kind: 'offline' });
      const noticed = Date.now() - began;
      expect(noticed).toBeLessThan(20_000);
      process.stdout.write(`noise on an idling line noticed after ${noticed} ms\n`);
      void proxy.set(undefined);
      live.start(noisy);
      await live.recorder.until(() => live.recorder.arrived.length === 1, 'the mail');
    } finally {
      await proxy.stop();
    }
  });

  it('drops a connection that is dead after waking, and keeps a living one', async () => {
    const config = live.freshConfig();
    const session = await live.online(config);
    session.session.wake();
    await live.server.deliver({ from: 'maria@mail.test', to: config.address, text: 'x' });
    await live.recorder.until(() => live.recorder.arrived.length === 1, 'mail after a harmless wake');
    live.server.signalConnections('SIGSTOP');
    session.session.wake();
    const began = Date.now();
    expect(await session.ended).toMatchObject({ kind: 'offline' });
    expect(Date.now() - began).toBeLessThan(7_000);
    live.server.signalConnections('SIGKILL');
  });

  it.each(['implicit', 'starttls', 'none'] as const)('logs in with TLS %s', async (tls) => {
    const config = live.freshConfig();
    const imap = { ...config.imap, tls, port: tls === 'implicit' ? live.server.imapsPort : live.server.imapPort };
    const smtp = { ...config.smtp, tls, port: tls === 'implicit' ? live.server.smtpsPort : live.server.smtpPort };
    expect(await emailConnector.test({ ...config, imap, smtp }, never)).toMatchObject({
      ok: true,
      address: config.address,
      steps: [
        { step: 'imap', ok: true },
        { step: 'smtp', ok: true },
      ],
      folders: [
        { path: 'INBOX', role: 'inbox', suggested: true },
        { path: 'Sent', role: 'sent', suggested: false },
        { path: 'Drafts', role: 'drafts', suggested: false },
        { path: 'Junk', role: 'junk', suggested: false },
        { path: 'Trash', role: 'trash', suggested: false },
      ],
    });
  });

  it('verifies certificates of other hosts, and takes the configured authority', async () => {
    const config = live.freshConfig();
    // Linux connects 0.0.0.0 to this machine, but it is no loopback address: the certificate counts.
    const elsewhere = { host: '0.0.0.0', port: live.server.imapsPort, tls: 'implicit' as const };
    const imap = { ...config.imap, ...elsewhere };
    expect(await emailConnector.test({ ...config, imap }, never)).toMatchObject({
      ok: false,
      steps: [{ step: 'imap', ok: false, problem: { code: 'certificate', host: '0.0.0.0' } }],
    });
    const smtp = { ...config.smtp, host: '0.0.0.0' };
    const trusted = { ...config, imap: { ...imap, ca: live.server.caPem }, smtp };
    expect(await emailConnector.test(trusted, never)).toMatchObject({
      ok: false,
      steps: [
        { step: 'imap', ok: true },
        { step: 'smtp', problem: { code: 'certificate' } },
      ],
    });
    expect(await emailConnector.test({ ...trusted, smtp: { ...smtp, ca: live.server.caPem } }, never)).toMatchObject({
      ok: true,
    });
  });

  it('takes the authorities of the system, where an office puts its own', async () => {
    const config = live.freshConfig();
    const elsewhere = { host: '0.0.0.0', tls: 'implicit' as const };
    const imap = { ...config.imap, ...elsewhere, port: live.server.imapsPort };
    const smtp = { ...config.smtp, ...elsewhere, port: live.server.smtpsPort };
    const file = await live.files.put(Buffer.from(live.server.caPem));
    const connector = new URL('../../electron/connectors/email/connector.ts', import.meta.url).href;
    const script = `import { emailConnector } from '${connector}';
      const config = JSON.parse(process.env.CONFIG);
      process.stdout.write(JSON.stringify(await emailConnector.test(config, new AbortController().signal)));`;
    const run = (env: Record<string, string>) =>
      JSON.parse(
        execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', script], {
          env: { ...process.env, CONFIG: JSON.stringify({ ...config, imap, smtp }), ...env },
          encoding: 'utf8',
        }),
      );
    expect(run({})).toMatchObject({ ok: false, steps: [{ problem: { code: 'certificate' } }] });
    // OpenSSL's name for the store of the system.
    expect(run({ SSL_CERT_FILE: live.files.path(file.hash) })).toMatchObject({ ok: true });
  });

  it('sends no password in clear text to another host', async () => {
    const config = live.freshConfig();
    const open = { host: '0.0.0.0', tls: 'none' as const };
    const imap = { ...config.imap, ...open };
    expect(await emailConnector.test({ ...config, imap }, never)).toMatchObject({
      steps: [{ step: 'imap', problem: { code: 'insecure' } }],
    });
    const smtp = { ...config.smtp, ...open };
    expect(await emailConnector.test({ ...config, smtp }, never)).toMatchObject({
      steps: [{}, { step: 'smtp', problem: { code: 'insecure' } }],
    });
    const allowed = { ...config, imap: { ...imap, allowInsecure: true }, smtp: { ...smtp, allowInsecure: true } };
    expect(await emailConnector.test(allowed, never)).toMatchObject({ ok: true });
  });

  it('names a host that cannot be found and a door that is shut', async () => {
    const config = live.freshConfig();
    const lost = { ...config, imap: { ...config.imap, host: 'mail.invalid' } };
    expect(await emailConnector.test(lost, never)).toMatchObject({
      steps: [{ step: 'imap', problem: { code: 'dns', host: 'mail.invalid' } }],
    });
    const shut = { ...config, smtp: { ...config.smtp, port: 1 } };
    expect(await emailConnector.test(shut, never)).toMatchObject({ steps: [{}, { step: 'smtp', problem: { code: 'refused' } }] });
    const plainAsTls = { ...config, imap: { ...config.imap, tls: 'implicit' as const } };
    expect(await emailConnector.test(plainAsTls, never)).toMatchObject({ steps: [{ step: 'imap', problem: { code: 'tls' } }] });
  });
});

describe('servers of other habits', () => {
  let other: MailServer | undefined;
  afterEach(async () => {
    await live.stopSessions();
    await other?.stop();
    other = undefined;
  });

  async function configOn(options: MailServerOptions): Promise<EmailChannelConfig> {
    other = await startMailServer(options);
    const login = { host: '127.0.0.1', tls: 'none' as const, user: 'op@shop.test', password: 'op-pass' };
    return emailConfig({ imap: { ...login, port: other.imapPort }, smtp: { ...login, port: other.smtpPort } });
  }

  it('a folder of sent mail with a Russian name and no mark', async () => {
    const config = await configOn({ folders: [{ name: 'Отправленные' }, { name: 'Архив' }] });
    const { session } = live.start(config);
    await live.recorder.until(() => live.recorder.cursors.has('Отправленные'), 'the folder');
    const intent = intentOf();
    await session.afterSend?.(intent, never);
    await live.recorder.until(() => live.recorder.arrived.length === 1, 'the copy');
    expect(live.recorder.arrived[0]?.mail).toMatchObject({ folder: 'Отправленные', role: 'sent' });
    expect(await session.reconcile?.(intent, never)).toEqual({ remoteId: intent.remoteId });
  });

  it('no folder of sent mail at all: it is made for the first copy, and watched from then on', async () => {
    const config = await configOn({ folders: [] });
    const { session } = live.start(config);
    await live.recorder.until(() => live.recorder.onlineCount > 0, 'the INBOX');
    await session.afterSend?.(intentOf(), never);
    await live.recorder.until(() => live.recorder.arrived.length === 1, 'the copy');
    expect(live.recorder.arrived[0]?.mail).toMatchObject({ folder: 'Sent', role: 'sent' });
  });

  it('one connection only: the INBOX pushes, everything else is visited on it', async () => {
    const config = await configOn({ maxConnections: 1, folders: [{ name: 'Sent', specialUse: '\\Sent' }, { name: 'Orders' }] });
    const session = live.start({ ...config, folders: ['INBOX', 'Orders'] });
    await live.recorder.until(
      () => live.recorder.warnings.filter((message) => message.includes('connection')).length === 2,
      'further connections refused',
    );
    await other?.deliver({ from: 'maria@mail.test', to: 'op@shop.test', text: 'x' });
    await live.recorder.until(() => live.recorder.arrived.length === 1, 'the mail');
    const raw = 'From: op@shop.test\r\nTo: maria@mail.test\r\nSubject: Sent\r\n\r\nx\r\n';
    await other?.seed('op@shop.test', [{ raw, seen: true }], 'Sent');
    await other?.seed('op@shop.test', [{ raw: 'From: ivan@mail.test\r\n\r\nx\r\n' }], 'Orders');
    session.session.wake();
    await live.recorder.until(() => live.recorder.arrived.length === 3, 'what lies in the other folders');
    expect(
      live.recorder.arrived
        .slice(1)
        .map(({ mail }) => [mail.folder, mail.role])
        .sort(),
    ).toEqual([
      ['Orders', 'inbox'],
      ['Sent', 'sent'],
    ]);
    // What needs a connection of its own elsewhere is done between two commands on that one.
    const intent = intentOf();
    await session.session.afterSend?.(intent, never);
    await live.recorder.until(() => live.recorder.arrived.length === 4, 'the copy of what was sent');
    expect(live.recorder.arrived[3]?.mail).toMatchObject({ folder: 'Sent', role: 'sent' });
    expect(await session.session.reconcile?.(intent, never)).toEqual({ remoteId: intent.remoteId });
    await other?.deliver({ from: 'maria@mail.test', to: 'op@shop.test', text: 'x' });
    await live.recorder.until(() => live.recorder.arrived.length === 5, 'the next mail');
    await session.stop();
    expect(await session.ended).toBeUndefined();
  });
});

// Last, because Dovecot makes every login from this address wait after a wrong password.
describe('a wrong password', () => {
  it('ends the run as auth, once, and makes a send wait', async () => {
    const config = live.freshConfig();
    const wrong = { ...config, imap: { ...config.imap, password: 'wrong' }, smtp: { ...config.smtp, password: 'wrong' } };
    expect(await live.start(wrong).ended).toMatchObject({ kind: 'auth', problem: { code: 'auth', host: '127.0.0.1' } });
    expect(await emailConnector.open(live.recorder.context(wrong)).send(intentOf(), never)).toMatchObject({
      status: 'retry',
      code: 'auth',
    });
    const smtpOnly = { ...config, smtp: wrong.smtp };
    expect(await emailConnector.test(smtpOnly, never)).toMatchObject({
      ok: false,
      steps: [{ ok: true }, { step: 'smtp', problem: { code: 'auth' } }],
    });
  });

  it('needs no server to know that there is none', async () => {
    const { password: _, ...imap } = live.freshConfig().imap;
    expect(await live.start(live.freshConfig({ imap })).ended).toMatchObject({ kind: 'auth' });
  });
});
