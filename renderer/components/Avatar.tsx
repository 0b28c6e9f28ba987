import styles from './Avatar.module.css';
import { hueOf, initials } from './face.ts';

type Props = {
  id: string;
  name: string;
  size?: number;
  /** Address of a picture of them; their initials stand in until it is there. */
  photo?: string | undefined;
};

export function Avatar({ id, name, size = 32, photo }: Props) {
  const style = { '--hue': hueOf(id), width: size, height: size, fontSize: Math.round(size * 0.38) } as React.CSSProperties;
  return (
    <span className={styles.avatar} style={style} aria-hidden>
      {initials(name)}
      {photo !== undefined && <img src={photo} alt="" loading="lazy" />}
    </span>
  );
}
