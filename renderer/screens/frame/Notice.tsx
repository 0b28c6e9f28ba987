import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './Notice.module.css';

/** One line above everything that the person must know once; it goes when they have understood. */
export function Notice(props: { icon: ReactNode; title: string; text: string; ok: string; onOk(): void }) {
  return (
    <aside className={styles.notice} aria-label={props.title}>
      {props.icon}
      <p>
        <strong>{props.title}.</strong> {props.text}
      </p>
      <Button size="compact-xs" variant="default" onClick={props.onOk}>
        {props.ok}
      </Button>
    </aside>
  );
}
