import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cleanUpAfterUs, type Daemon, freePorts, startDaemon } from '../mail/process.ts';
import { amiLogin, ariLogin, configFiles } from './config.ts';
import { toneSamples } from './sound.ts';
import { asteriskTree } from './tree.ts';
import type { Asterisk, AsteriskOptions, PbxAgent } from './types.ts';

export { numbers } from './dialplan.ts';
export { callIn, startPhone } from './sipp.ts';
export type { Asterisk, AsteriskOptions, PbxAgent } from './types.ts';

const run = promisify(execFile);

const defaultAgents: readonly PbxAgent[] = [
  { extension: '101', name: 'Anna Lebedeva', password: 'pw-101', kind: 'webrtc' },
  { extension: '102', name: 'Борис Орлов', password: 'pw-102', kind: 'webrtc' },
];

/**
 * Starts a real Asterisk on ports of its own, ready for calls; several can run at once. The first use on a machine takes a
 * minute to fetch it. Its folder is removed by `stop`, and also when we are killed.
 */
export async function startAsterisk(options: AsteriskOptions = {}): Promise<Asterisk> {
  const tree = await asteriskTree();
  const agents = options.agents ?? defaultAgents;
  const desks = agents.filter(({ kind }) => kind === 'desk').map(({ extension }) => extension);
  const [ami = 0, amiTls = 0, http = 0, https = 0, sip = 0, trunk = 0, ...phones] = await freePorts(6 + desks.length);
  const ports = { ami, amiTls, http, https, sip, trunk };
  await mkdir(join(tree.root, 'pbx'), { recursive: true });
  const home = await mkdtemp(join(tree.root, 'pbx', 'pbx-'));
  const callOff = cleanUpAfterUs(home, [join(home, 'run', 'asterisk.pid')]);
  const inside = home.slice(tree.root.length);
  const phonePort = (extension: string): number => {
    const port = phones[desks.indexOf(extension)];
    if (port === undefined) throw new Error(`${extension} is no desk phone of this PBX`);
    return port;
  };
  await layOut(home);
  const etc = join(home, 'etc');
  const rtp = 10_000 + 400 * Math.floor(Math.random() * 25);
  const files: Record<string, string> = {
    ...configFiles({
      dir: inside,
      modules: tree.modules,
      ports,
      rtp: { from: rtp, to: rtp + 399 },
      agents,
      members: options.members ?? agents.map(({ extension }) => extension),
      queueSeconds: options.queueSeconds ?? 20,
      ringSeconds: options.ringSeconds ?? 15,
      phonePort,
    }),
    ...options.files,
  };
  for (const [name, lines] of Object.entries(options.append ?? {})) files[name] = `${files[name] ?? ''}\n${lines}\n`;
  await writeAll(etc, files);

  const main = ['/usr/sbin/asterisk', '-C', `${inside}/etc/asterisk.conf`];
  const command = async (line: string): Promise<string> => {
    const { stdout } = await run('chroot', [tree.root, ...main, '-rx', line], { maxBuffer: 16 * 1024 * 1024 });
    return stdout;
  };
  let daemon: Daemon | undefined;
  const start = async (): Promise<void> => {
    if (daemon !== undefined) return;
    daemon = await startDaemon('chroot', [tree.root, ...main, '-f', '-n'], [ami, amiTls, http, https]);
    await command('core waitfullybooted');
  };
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    const ending = daemon;
    daemon = undefined;
    if (ending === undefined) return;
    if (signal === 'SIGKILL') process.kill(ending.pid, signal);
    await ending.stop();
  };
  await start();
  const version = /Asterisk (\S+)/.exec(await command('core show version'))?.[1] ?? '';
  return {
    host: '127.0.0.1',
    ports,
    version,
    ami: amiLogin,
    ari: ariLogin,
    agents,
    caPem: await readFile(join(home, 'tls', 'cert.pem'), 'utf8'),
    wsUrl: `ws://127.0.0.1:${http}/ws`,
    wssUrl: `wss://127.0.0.1:${https}/ws`,
    recordings: join(home, 'spool', 'monitor'),
    voicemail: join(home, 'spool', 'voicemail'),
    logs: join(home, 'log'),
    phonePort,
    command,
    async reconfigure(changed, modules) {
      await writeAll(etc, changed);
      for (const name of modules) await command(`module reload ${name}`);
    },
    kill: () => end('SIGKILL'),
    halt: () => end('SIGTERM'),
    start,
    async restart() {
      await end('SIGTERM');
      await start();
    },
    async stop() {
      await end('SIGTERM');
      callOff();
      await rm(home, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

async function layOut(home: string): Promise<void> {
  await chmod(home, 0o755);
  const folders = [
    'etc',
    'run',
    'db',
    'tls',
    'moh',
    'log/cdr-csv',
    'log/cdr-custom',
    'log/cel-custom',
    'spool/monitor',
    'spool/voicemail',
  ];
  for (const name of folders) await mkdir(join(home, name), { recursive: true });
  await writeFile(join(home, 'moh', 'tone.sln'), new Uint8Array(toneSamples(440, 4).buffer));
  const [key, cert] = [join(home, 'tls', 'key.pem'), join(home, 'tls', 'cert.pem')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '30', '-subj', '/CN=localhost'];
  const names = ['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  execFileSync('openssl', ['req', '-x509', ...curve, ...names, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  await writeFile(join(home, 'tls', 'both.pem'), `${await readFile(key, 'utf8')}${await readFile(cert, 'utf8')}`);
  if (!existsSync(cert)) throw new Error('openssl made no certificate for the PBX');
}

async function writeAll(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}
