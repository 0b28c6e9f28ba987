import styles from './Avatar.module.css';

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

export function Avatar({ id, name, size = 32 }: { id: string; name: string; size?: number }) {
  const style = { '--hue': hueOf(id), width: size, height: size, fontSize: Math.round(size * 0.38) } as React.CSSProperties;
  return (
    <span className={styles.avatar} style={style} aria-hidden>
      {initials(name)}
    </span>
  );
}
