import { fileUrl } from '../../../bridge/desktop.ts';
import { peaks, type Waveform } from './peaks.ts';

const bars = 48;

/** What is longer or larger is played without one: it is decoded whole. Bytes. */
const largest = 12 * 1024 * 1024;
const known = new Map<string, Promise<Waveform | undefined>>();

/** Decoded once for each file; `undefined` when it cannot be, or is too large to be decoded whole. */
export function waveformOf(hash: string, mime: string): Promise<Waveform | undefined> {
  const running = known.get(hash) ?? decode(fileUrl(hash, mime)).catch(() => undefined);
  known.set(hash, running);
  return running;
}

async function decode(url: string): Promise<Waveform | undefined> {
  const { headers } = await fetch(url, { method: 'HEAD' });
  if (Number(headers.get('Content-Length') ?? 0) > largest) return undefined;
  const bytes = await (await fetch(url)).arrayBuffer();
  // Peaks need no more than this rate, and decoding into it takes an eighth of the memory.
  const context = new OfflineAudioContext(1, 1, 8000);
  const sound = await context.decodeAudioData(bytes);
  return peaks(sound.getChannelData(0), bars);
}
