import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

const rate = 8_000;

/** Somebody who listens to a loudspeaker. */
export type Ear = {
  /** Seconds heard so far, silence included. */
  seconds(): number;
  /** The loudest sample since it was last asked (or since the beginning), 0 to 1. */
  loudest(): number;
  stop(): Promise<void>;
};

/** Records a source of PulseAudio from now on; resolves once the first sound (or silence) has come. */
export async function listenTo(source: string, options: SpawnOptions): Promise<Ear> {
  const format = ['--format=s16le', '--channels=1', `--rate=${rate}`, '--latency-msec=50', '--raw'];
  const child = spawn('parec', [`--device=${source}`, ...format], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const exit = once(child, 'exit');
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  let samples = 0;
  let peak = 0;
  let odd = Buffer.alloc(0);
  child.stdout?.on('data', (chunk: Buffer) => {
    const all = Buffer.concat([odd, chunk]);
    const whole = all.length - (all.length % 2);
    for (let at = 0; at < whole; at += 2) peak = Math.max(peak, Math.abs(all.readInt16LE(at)));
    samples += whole / 2;
    odd = all.subarray(whole);
  });
  await Promise.race([
    once(child.stdout ?? child, 'data'),
    exit.then(() => Promise.reject(new Error(`parec ended before it heard anything of ${source}: ${said}`))),
  ]);
  return {
    seconds: () => samples / rate,
    loudest() {
      const loudest = peak / 32_768;
      peak = 0;
      return loudest;
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await exit;
    },
  };
}
