/** Loudness of a sound in equal steps, each 0 to 1; the loudest is 1. */
export type Waveform = readonly number[];

/** Peaks of each stretch of the samples. Pure. */
export function peaks(samples: Float32Array, count: number): Waveform {
  const step = samples.length / count;
  const found = Array.from({ length: count }, (_, index) => {
    let peak = 0;
    for (let at = Math.floor(index * step); at < Math.floor((index + 1) * step); at += 1) {
      peak = Math.max(peak, Math.abs(samples[at] ?? 0));
    }
    return peak;
  });
  const most = Math.max(...found);
  return most === 0 ? found : found.map((peak) => peak / most);
}
