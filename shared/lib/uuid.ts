/** Fills an array with random bytes; both Node and the DOM offer `crypto.getRandomValues` for it. */
export type RandomSource = (into: Uint8Array) => Uint8Array;

const hexOf: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * A UUIDv7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then version, variant and 74 random bits, so that
 * names sort by the time they were given. `place` (0 to 4095) takes the first 12 of them, for an order within a millisecond
 * (section 6.2, method 1).
 */
export function uuidv7(now: number, random: RandomSource, place?: number): string {
  const bytes = random(new Uint8Array(16));
  let rest = now;
  for (let i = 5; i >= 0; i -= 1) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  if (place !== undefined) {
    bytes[6] = place >> 8;
    bytes[7] = place & 0xff;
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  let hex = '';
  for (const byte of bytes) hex += hexOf[byte] ?? '';
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
