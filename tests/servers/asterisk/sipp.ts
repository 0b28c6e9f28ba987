import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cleanUpAfterUs, freePorts } from '../mail/process.ts';
import { type Caller, callerScenario, type Phone, phoneScenario } from './scenarios.ts';
import { toneUlaw } from './sound.ts';
import type { Asterisk } from './types.ts';

/** Who calls: the number as the network shows it, and the name it is sent with. */
export type CallerId = { number: string; name?: string };

export type CallInOptions = {
  /** The dialled number, one of `numbers`. */
  to: string;
  from: CallerId | readonly CallerId[];
  /** The caller hangs up this long after the PBX answered, unless it did before; ten minutes unless set. */
  talkMs?: number;
  /** The caller gives up when nothing has answered by then; two minutes unless set. */
  patienceMs?: number;
  /** Calls started a second when there are several; 1 unless set. */
  perSecond?: number;
  /** The caller is silent: no RTP at all. */
  silent?: boolean;
  /** Keys the caller presses once answered; such a caller makes no other sound. */
  keys?: string;
};

/** Calls under way. */
export type Calls = {
  /**
   * Resolves when every call has ended; `failed` counts those that went otherwise than the callers expect, which on a busy machine
   * says nothing of anybody but the callers. `log`: why, where some did.
   */
  ended: Promise<{ ended: number; failed: number; log: string }>;
  /** Every caller hangs up now. */
  hangUp(): Promise<void>;
};

/** Calls the PBX from outside by sipp: real SIP over UDP, and a tone as RTP unless `silent`. */
export async function callIn(pbx: Asterisk, options: CallInOptions): Promise<Calls> {
  const callers = [options.from].flat();
  const { dir, remove } = await scratch();
  const caller: Caller = {
    talkMs: options.talkMs ?? 600_000,
    patienceMs: options.patienceMs ?? 120_000,
    ...(options.silent === true || options.keys !== undefined ? {} : { sound: await tone(dir) }),
    ...(options.keys === undefined ? {} : { keys: options.keys }),
  };
  await writeFile(
    join(dir, 'callers.csv'),
    ['SEQUENTIAL', ...callers.map(({ number, name = '' }) => `${number};${name}`), ''].join('\n'),
  );
  await writeFile(join(dir, 'scenario.xml'), callerScenario(caller));
  const [port = 0] = await freePorts(1);
  const { perSecond = 1 } = options;
  const every = perSecond < 1 ? ['-r', '1', '-rp', `${Math.round(1000 / perSecond)}`] : ['-r', `${perSecond}`, '-rp', '1000'];
  // A PBX with more work than it can do answers no new call until it can (Asterisk: overload of its task processors).
  const rate = ['-cid_str', `%u-${port}@caller`, '-m', `${callers.length}`, '-max_invite_retrans', '7', ...every];
  const { exit } = sipp(dir, port, callers.length, [
    `127.0.0.1:${pbx.ports.sip}`,
    '-s',
    options.to,
    '-inf',
    join(dir, 'callers.csv'),
    ...rate,
  ]);
  const ended = exit.then(async (code) => {
    const counts = await counted(dir);
    // 0: all went as expected, 1: some did not, 97 and 99: ended early. Anything else means that it never worked.
    if (![0, 1, 97, 99].includes(code ?? -1)) {
      throw new Error(`sipp ended with ${String(code)}: ${await said(dir)}`);
    }
    await remove();
    return counts;
  });
  return {
    ended,
    async hangUp() {
      // Sipp can only be asked by SIP: a MESSAGE within each call is what the scenario takes for the caller's wish to end it.
      const socket = createSocket('udp4');
      const ask = (): void => {
        for (const n of callers.keys()) socket.send(nudge(`${n + 1}-${port}@caller`), port, '127.0.0.1');
      };
      ask();
      const asking = setInterval(ask, 200);
      await ended.finally(() => clearInterval(asking));
      socket.close();
    },
  };
}

export type PhoneOptions = {
  /** Rings this long before it answers; 200 ms unless set. */
  answerAfterMs?: number;
  /** Hangs up this long after answering, unless the other side does; ten minutes unless set. */
  talkMs?: number;
  /** Says busy instead of answering. */
  refuse?: boolean;
};

/**
 * A plain SIP phone at a port: `pbx.ports.trunk` is the outside world, `pbx.phonePort('103')` the desk of an agent. Resolves when it
 * can be rung.
 *
 * @throws Error with sipp's own words when it ended instead
 */
export async function startPhone(port: number, options: PhoneOptions = {}): Promise<{ stop(): Promise<void> }> {
  if ((await udpPorts()).has(port)) throw new Error(`Somebody else has the port ${port}`);
  const { dir, remove } = await scratch();
  const phone: Phone = {
    answerAfterMs: options.answerAfterMs ?? 200,
    talkMs: options.talkMs ?? 600_000,
    refuse: options.refuse ?? false,
    sound: await tone(dir),
  };
  await writeFile(join(dir, 'scenario.xml'), phoneScenario(phone));
  const run = sipp(dir, port, 1, []);
  let exited = false;
  const exit = run.exit.finally(() => {
    exited = true;
  });
  // It takes the port of its signalling before those of its sound, of which it may yet be robbed.
  for (let taken = new Set<number>(); exited || !run.ports().every((one) => taken.has(one)); taken = await udpPorts()) {
    if (exited) throw new Error(`No phone at ${port}: ${await said(dir)}`);
    await pause(20);
  }
  return {
    async stop() {
      run.kill();
      await exit;
      await remove();
    },
  };
}

/** Where somebody listens, by the kernel's own list: whoever tried a port would be in the way of whom it is meant for. */
async function udpPorts(): Promise<Set<number>> {
  const [, ...sockets] = (await readFile('/proc/net/udp', 'utf8')).trim().split('\n');
  // The number of the entry, the local address with its port, the remote one, and what else is known.
  return new Set(sockets.map((line) => Number.parseInt(line.trim().split(/[\s:]+/)[2] ?? '', 16)));
}

/** A folder of ours, which goes with us however we end. */
async function scratch(): Promise<{ dir: string; remove(): Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'sipp-'));
  const callOff = cleanUpAfterUs(dir, []);
  return {
    dir,
    remove: async () => {
      callOff();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

function nudge(callId: string): string {
  const lines = [
    'MESSAGE sip:caller@127.0.0.1 SIP/2.0',
    'Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK-nudge',
    'From: <sip:test@127.0.0.1>;tag=test',
    'To: <sip:caller@127.0.0.1>',
    `Call-ID: ${callId}`,
    'CSeq: 1 MESSAGE',
    'Content-Length: 0',
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

async function tone(dir: string): Promise<string> {
  const file = join(dir, 'tone.ul');
  await writeFile(file, toneUlaw(520, 4));
  return file;
}

/** Media ports are above those that the system gives away by itself; silent callers name four further on for each call. */
const media = { first: 61_000, last: 65_535, each: 4 } as const;

/**
 * The first port of a run that nobody has.
 *
 * @param calls so many at most, whose ports all have to be there: the PBX refuses the call of one that is not
 */
async function freeMedia(calls = 1): Promise<number> {
  const needed = media.each * calls;
  const places = Math.floor((media.last - media.first - needed) / media.each);
  if (places < 1) throw new Error(`There are not ports enough for ${calls} calls`);
  const taken = [...(await udpPorts())];
  const begin = Math.floor(Math.random() * places);
  for (let n = 0; n < places; n += 1) {
    const port = media.first + media.each * ((begin + n) % places);
    if (!taken.some((one) => one >= port && one < port + needed)) return port;
  }
  throw new Error(`There are not ports enough for ${calls} calls beside those that are taken`);
}

type Run = {
  /** Its exit status; `null` when it was killed. */
  exit: Promise<number | null>;
  /** Where it listens, once it does. */
  ports(): number[];
  kill(): void;
};

/**
 * Runs sipp with media ports of its own for so many calls. Nobody holds those between looking and taking them, so it is started
 * again with others when somebody came first: it says so before it speaks to anybody.
 */
function sipp(dir: string, port: number, calls: number, args: readonly string[]): Run {
  let killed = false;
  let child: ChildProcess | undefined;
  let mediaPort = Number.NaN;
  const attempt = async (left: number): Promise<number | null> => {
    mediaPort = await freeMedia(calls);
    if (killed) return null;
    child = spawnSipp(dir, port, mediaPort, args);
    const [code] = (await once(child, 'exit')) as [number | null];
    const beaten = /Unable to bind (audio|video) RTP socket/.test(await said(dir));
    return beaten && !killed && left > 0 ? attempt(left - 1) : code;
  };
  return {
    exit: attempt(10),
    ports: () => [port, mediaPort, mediaPort + 2],
    kill() {
      killed = true;
      child?.kill('SIGKILL');
    },
  };
}

function spawnSipp(dir: string, port: number, mediaPort: number, args: readonly string[]): ChildProcess {
  const own = [
    '-sf',
    join(dir, 'scenario.xml'),
    '-i',
    '127.0.0.1',
    '-p',
    `${port}`,
    '-mi',
    '127.0.0.1',
    '-mp',
    `${mediaPort}`,
    '-nostdin',
    // A machine that is slow for a while is no reason to end all calls.
    '-watchdog_interval',
    '0',
  ];
  const logs = ['-trace_stat', '-stf', join(dir, 'stat.csv'), '-fd', '1', '-trace_err', '-error_file', join(dir, 'errors.log')];
  // The kernel ends it with the process that began it: a worker of the tests that is killed says goodbye to nobody.
  return spawn('setpriv', ['--pdeathsig', 'KILL', 'sipp', ...args, ...own, ...logs], {
    cwd: dir,
    env: { ...process.env, TERM: 'xterm' },
    stdio: ['ignore', 'ignore', openSync(join(dir, 'said.log'), 'w')],
  });
}

/** What sipp itself says, its errors at the end. */
const said = (dir: string): Promise<string> => readFile(join(dir, 'said.log'), 'utf8');

/** The last line of sipp's statistics, whose columns are named in the first. */
async function counted(dir: string): Promise<{ ended: number; failed: number; log: string }> {
  const lines = (await readFile(join(dir, 'stat.csv'), 'utf8').catch(() => '')).trim().split('\n');
  const names = lines[0]?.split(';') ?? [];
  const values = lines.at(-1)?.split(';') ?? [];
  const value = (name: string): number => Number(values[names.indexOf(name)] ?? 0);
  const failed = value('FailedCall(C)');
  // Sipp logs every wait that ran out, which here is how a caller knows when to hang up: only failures make it worth reading. Of a
  // message that nobody answered it says nothing but in its counts.
  const why = names.filter((name) => /^Failed(?!Call\().*\(C\)$/.test(name) && value(name) > 0);
  const log =
    failed === 0
      ? ''
      : [...why.map((name) => `${name} ${value(name)}`), await readFile(join(dir, 'errors.log'), 'utf8').catch(() => '')].join(
          '\n',
        );
  return { ended: value('SuccessfulCall(C)'), failed, log };
}
