/** First letters of the first two words, or of an address. */
export function initials(name: string): string {
  const words = name
    .replace(/[^\p{L}\p{N}\s@+]/gu, ' ')
    .split(/[\s@]+/)
    .filter(Boolean);
  const letters = words.slice(0, 2).map((word) => [...word][0] ?? '');
  return letters.join('').toLocaleUpperCase() || '?';
}

/** A steady hue in degrees for an id. */
export function hueOf(id: string): number {
  let hash = 0;
  for (let index = 0; index < id.length; index += 1) hash = (hash * 31 + id.charCodeAt(index)) % 3600;
  return Math.round(hash / 10);
}
