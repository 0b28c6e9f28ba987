import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

type Props = { icon?: ReactNode; title: string; hint?: string | undefined; children?: ReactNode };

/** A place with nothing in it: what is so, and what to do next. */
export function EmptyState({ icon, title, hint, children }: Props) {
  return (
    <div className={styles.empty}>
      {icon && <div className={styles.icon}>{icon}</div>}
      <p className={styles.title}>{title}</p>
      {hint && <p className={styles.hint}>{hint}</p>}
      {children && <div className={styles.actions}>{children}</div>}
    </div>
  );
}
