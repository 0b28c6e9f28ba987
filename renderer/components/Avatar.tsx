import styles from './Avatar.module.css';
import { hueOf, initials } from './face.ts';

export function Avatar({ id, name, size = 32 }: { id: string; name: string; size?: number }) {
  const style = { '--hue': hueOf(id), width: size, height: size, fontSize: Math.round(size * 0.38) } as React.CSSProperties;
  return (
    <span className={styles.avatar} style={style} aria-hidden>
      {initials(name)}
    </span>
  );
}
