import type { Presence } from '../../shared/model/index.ts';
import styles from './PresenceDot.module.css';

/** How a colleague stands, for the eye: full when they can answer, hollow when they are not here. The word stands beside it. */
export function PresenceDot({ presence, size = 8 }: { presence: Presence; size?: number }) {
  return (
    <span data-contrast-mark className={styles.dot} data-presence={presence} style={{ width: size, height: size }} aria-hidden />
  );
}
