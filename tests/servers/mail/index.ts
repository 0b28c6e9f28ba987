import { execFile, execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { chmod, chown, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deliverTo } from './deliver.ts';
import { configureDovecot } from './dovecot.ts';
import { eximConfig } from './exim.ts';
import { awaitMail, createFolder, readFolder, seedFolder } from './maildir.ts';
import { cleanUpAfterUs, type Daemon, freePorts, startDaemon } from './process.ts';
import { type Account, requireMailSystem } from './system.ts';
import type { MailServer, MailServerOptions, MailUser } from './types.ts';

export type { MailDoor, MailServer, MailServerOptions, MailUser, Outgoing, SeedMail, StoredMail } from './types.ts';

const run = promisify(execFile);

const defaults = {
  domains: ['shop.test', 'mail.test'],
  users: [
    { address: 'op@shop.test', password: 'op-pass' },
    { address: 'maria@mail.test', password: 'maria-pass' },
    { address: 'ivan@mail.test', password: 'ivan-pass' },
  ],
  maxMailBytes: 30 * 1024 * 1024,
  maxConnections: 50,
  folders: [
    { name: 'Sent', specialUse: '\\Sent' },
    { name: 'Drafts', specialUse: '\\Drafts' },
    { name: 'Trash', specialUse: '\\Trash' },
    { name: 'Junk', specialUse: '\\Junk' },
  ],
} satisfies Omit<Required<MailServerOptions>, 'capability' | 'introspectionUrl' | 'mechanisms'>;

/**
 * Starts Debian's Dovecot and Exim in the foreground, in a directory and on ports of their own, so that several can run
 * at once. Needs root and the packages; says so otherwise, and installs nothing.
 */
export async function startMailServer(options: MailServerOptions = {}): Promise<MailServer> {
  const { vmail, exim } = requireMailSystem();
  const settings = { ...defaults, ...options };
  const users = new Map(settings.users.map((user) => [user.address.toLowerCase(), user.password]));
  const dir = await mkdtemp(join(tmpdir(), 'mail-'));
  const callOff = cleanUpAfterUs(dir, [join(dir, 'run', 'master.pid'), join(dir, 'exim', 'exim.pid')]);
  await layOut(dir, vmail);
  await makeCertificate(dir);
  const [imapPort = 0, imapsPort = 0, smtpPort = 0, smtpsPort = 0, mxPort = 0] = await freePorts(5);
  const home = (user: string) => join(dir, 'home', user.toLowerCase());
  await writeUsers(dir, users, exim);
  for (const user of users.keys()) {
    await mkdir(home(user), { recursive: true });
    await chown(home(user), vmail.uid, vmail.gid);
    await createFolder(home(user), 'INBOX', vmail);
  }
  const dovecotConf = await configureDovecot(dir, { imap: imapPort, imaps: imapsPort }, settings);
  const eximPorts = { submission: smtpPort, smtps: smtpsPort, mx: mxPort };
  await writeFile(join(dir, 'exim', 'exim.conf'), eximConfig(dir, eximPorts, settings));
  await ownExim(dir, exim);

  const runDovecot = () => startDaemon('/usr/sbin/dovecot', ['-c', dovecotConf, '-F'], [imapPort, imapsPort]);
  // As its own user rather than root, so that Exim takes -C without a list of trusted files.
  const runExim = () =>
    startDaemon('/usr/sbin/exim4', ['-C', join(dir, 'exim', 'exim.conf'), '-bdf', '-q1m'], [smtpPort, smtpsPort, mxPort], {
      uid: exim.uid,
      gid: exim.gid,
      cwd: join(dir, 'exim'),
    });
  let dovecot: Daemon | undefined = await runDovecot();
  let mta: Daemon | undefined = await runExim();
  const server: MailServer = {
    host: '127.0.0.1',
    imapPort,
    imapsPort,
    smtpPort,
    smtpsPort,
    mxPort,
    caPem: await readFile(join(dir, 'tls', 'cert.pem'), 'utf8'),
    deliver: (mail) => deliverTo(mxPort, mail),
    mailbox: (user, folder = 'INBOX') => readFolder(home(user), folder),
    waitForMail: (user, matches, { folder = 'INBOX', timeoutMs = 60_000 } = {}) =>
      awaitMail(home(user), folder, matches, timeoutMs, vmail),
    seed: (user, mails, folder = 'INBOX') => seedFolder(home(user), folder, mails, vmail),
    async stopDovecot() {
      // Idling connections outlive the master by many seconds: a server that is gone is gone with them.
      server.signalConnections('SIGTERM');
      await dovecot?.stop();
      dovecot = undefined;
    },
    async startDovecot() {
      dovecot ??= await runDovecot();
      // What waited in Exim's queue goes in now rather than at its next turn.
      await run('/usr/sbin/exim4', ['-C', join(dir, 'exim', 'exim.conf'), '-qff'], {
        uid: exim.uid,
        gid: exim.gid,
        cwd: join(dir, 'exim'),
      });
    },
    async stopExim() {
      await mta?.stop();
      mta = undefined;
    },
    async startExim() {
      mta ??= await runExim();
    },
    signalConnections(signal) {
      const pids = dovecot === undefined ? [] : childrenOf(dovecot.pid, /^imap(-login)?$/);
      return pids.filter((pid) => signalled(pid, signal)).length;
    },
    async setPassword(user, password) {
      users.set(user.toLowerCase(), password);
      await writeUsers(dir, users, exim);
    },
    async stop() {
      await Promise.all([server.stopDovecot(), server.stopExim()]);
      await rm(dir, { recursive: true, force: true });
      callOff();
    },
  };
  return server;
}

async function layOut(dir: string, vmail: Account): Promise<void> {
  // Dovecot and Exim are other users than we: they must be able to walk in.
  await chmod(dir, 0o755);
  for (const name of ['run', 'state', 'home', 'tls', 'exim/spool', 'exim/log']) await mkdir(join(dir, name), { recursive: true });
  await chown(join(dir, 'home'), vmail.uid, vmail.gid);
}

async function makeCertificate(dir: string): Promise<void> {
  const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1,IP:0.0.0.0';
  const [key, cert] = [join(dir, 'tls', 'key.pem'), join(dir, 'tls', 'cert.pem')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const args = [
    'req',
    '-x509',
    ...curve,
    '-days',
    '30',
    '-subj',
    '/CN=localhost',
    '-addext',
    names,
    '-keyout',
    key,
    '-out',
    cert,
  ];
  execFileSync('openssl', args, { stdio: 'ignore' });
  await copyFile(key, join(dir, 'exim', 'key.pem'));
  await copyFile(cert, join(dir, 'exim', 'cert.pem'));
}

async function writeUsers(dir: string, users: ReadonlyMap<MailUser['address'], string>, exim: Account): Promise<void> {
  const lines = [...users];
  await writeFile(join(dir, 'users'), lines.map(([user, password]) => `${user}:{PLAIN}${password}::::::\n`).join(''));
  const passwd = join(dir, 'exim', 'passwd');
  await writeFile(passwd, lines.map(([user, password]) => `${user}: ${password}\n`).join(''));
  await chown(passwd, exim.uid, exim.gid);
}

async function ownExim(dir: string, exim: Account): Promise<void> {
  for (const name of ['.', 'spool', 'log', 'key.pem', 'cert.pem', 'passwd', 'exim.conf'])
    await chown(join(dir, 'exim', name), exim.uid, exim.gid);
}

/** False when the process has ended since it was listed. */
function signalled(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/** Linux keeps the parent in the fourth field of /proc/<pid>/stat, after the name in parentheses (proc(5)). */
function childrenOf(parent: number, name: RegExp): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        const close = stat.lastIndexOf(')');
        return Number(stat.slice(close + 2).split(' ')[1]) === parent && name.test(stat.slice(stat.indexOf('(') + 1, close));
      } catch {
        return false;
      }
    })
    .map(Number);
}
