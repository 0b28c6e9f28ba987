import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findProgram, installPackages } from '../../../build/runtime/system.ts';
import { cleanUpAfterUs, startDaemon } from '../mail/process.ts';
import { type Ear, listenTo } from './ear.ts';

const run = promisify(execFile);

export type { Ear } from './ear.ts';

/** A sound system of one test: loudspeakers that can be listened to, microphones that hum, and all of it can be unplugged. */
export type Sound = {
  /** What a program is started with so that it speaks to this server and to no other. */
  env: Record<string, string>;
  /** Listens to what a loudspeaker sounds, from now on. */
  listen(name: string): Promise<Ear>;
  /** Plugs a loudspeaker in, `label` is what people read. */
  plug(name: string, label: string): Promise<void>;
  unplug(name: string): Promise<void>;
  stop(): Promise<void>;
};

/**
 * A PulseAudio server in a folder of its own, reached by its socket alone, so that nothing of the machine's own sound is touched.
 * The first of each is the system's choice. Installs Debian's packages where they are missing.
 */
export async function startSound(loudspeakers: Readonly<Record<string, string>>, microphones: readonly string[]): Promise<Sound> {
  const missing = Object.entries({ pulseaudio: 'pulseaudio', parec: 'pulseaudio-utils' }).filter(([name]) => !findProgram(name));
  if (missing.length > 0) {
    await installPackages(
      'The sound of the tests needs them',
      missing.map(([, name]) => name),
    );
  }
  const dir = await mkdtemp(join(tmpdir(), 'sound-'));
  const socket = join(dir, 'socket');
  const callOff = cleanUpAfterUs(dir, [join(dir, 'pid')]);
  const env = {
    PULSE_SERVER: `unix:${socket}`,
    PULSE_RUNTIME_PATH: dir,
    PULSE_STATE_PATH: dir,
    PULSE_COOKIE: join(dir, 'cookie'),
    // What a machine may say of its own server is not for this one.
    PULSE_CONFIG_PATH: dir,
  };
  const withOurs = { env: { ...process.env, ...env } };
  const server = await startDaemon(
    'pulseaudio',
    [
      '-n',
      '--daemonize=no',
      '--exit-idle-time=-1',
      '--use-pid-file=yes',
      '--high-priority=no',
      '--realtime=no',
      '-L',
      `module-native-protocol-unix socket=${socket} auth-anonymous=1`,
    ],
    [],
    withOurs,
  );
  while (!existsSync(socket)) await pause(20);
  const pactl = async (...words: string[]): Promise<string> => (await run('pactl', words, withOurs)).stdout.trim();
  const modulesOf = new Map<string, string>();
  for (const [n, name] of microphones.entries())
    modulesOf.set(name, await pactl('load-module', 'module-sine-source', `source_name=${name}`, `frequency=${440 + 100 * n}`));
  const plug = async (name: string, label: string): Promise<void> => {
    const properties = `sink_properties="device.description='${label}'"`;
    modulesOf.set(name, await pactl('load-module', 'module-null-sink', `sink_name=${name}`, properties));
  };
  for (const [name, label] of Object.entries(loudspeakers)) await plug(name, label);
  const [first = ''] = Object.keys(loudspeakers);
  await pactl('set-default-sink', first);
  await pactl('set-default-source', microphones[0] ?? '');
  const ears: Ear[] = [];
  return {
    env,
    async listen(name) {
      const ear = await listenTo(`${name}.monitor`, withOurs);
      ears.push(ear);
      return ear;
    },
    plug,
    async unplug(name) {
      await pactl('unload-module', modulesOf.get(name) ?? '');
    },
    async stop() {
      for (const ear of ears) await ear.stop();
      await server.stop();
      callOff();
      await rm(dir, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
