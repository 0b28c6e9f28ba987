const rate = 8_000;

/** A quiet tone as 16-bit little-endian samples at 8 kHz, which Asterisk plays as `.sln`. */
export function toneSamples(hertz: number, seconds: number): Int16Array {
  return Int16Array.from({ length: rate * seconds }, (_, n) => Math.round(8_000 * Math.sin((2 * Math.PI * hertz * n) / rate)));
}

/** The same as G.711 µ-law, one byte a sample, which sipp streams as PCMU (ITU-T G.711, table 2a). */
export function toneUlaw(hertz: number, seconds: number): Uint8Array {
  return Uint8Array.from(toneSamples(hertz, seconds), ulaw);
}

function ulaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), 32_635) + 132;
  const exponent = Math.max(0, Math.floor(Math.log2(magnitude)) - 7);
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}
