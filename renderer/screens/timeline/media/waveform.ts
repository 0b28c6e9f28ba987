import { fileUrl } from '../../../bridge/desktop.ts';
import { peaks, type Waveform } from './peaks.ts';

const bars = 48;

/** What is longer or larger is played without one: it is decoded whole. Bytes. */
const largest = 12 * 1024 * 1024;
/** `seconds`: how long it is, which nobody may have told. */
export type Sound = { shape: Waveform; seconds: number };

const known = new Map<string, Promise<Sound | undefined>>();

/** Decoded once for each file; `undefined` when it cannot be, or is too large to be decoded whole. */
export function soundOf(hash: string, mime: string): Promise<Sound | undefined> {
  const running = known.get(hash) ?? decode(fileUrl(hash, mime)).catch(() => undefined);
  known.set(hash, running);
  return running;
}

async function decode(url: string): Promise<Sound | undefined> {
  const { headers } = await fetch(url, { method: 'HEAD' });
  if (Number(headers.get('Content-Length') ?? 0) > largest) return undefined;
  const bytes = await (await fetch(url)).arrayBuffer();
  // Peaks need no more than this rate, and decoding into it takes an eighth of the memory.
  const context = new OfflineAudioContext(1, 1, 8000);
  const sound = await context.decodeAudioData(bytes);
  return { shape: peaks(sound.getChannelData(0), bars), seconds: sound.duration };
}
