import { Tooltip } from '@mantine/core';
import type { ReactNode, Ref } from 'react';
import styles from './CallDock.module.css';

type Props = {
  label: string;
  keys?: string;
  /** It is a switch, and this is how it stands. */
  pressed?: boolean;
  expanded?: boolean;
  disabled?: boolean;
  look?: 'end';
  onClick: () => void;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
};

/** A button of the telephone: icon over its word, large enough to be hit without looking. */
export function CallButton({ label, keys, pressed, expanded, disabled, look, onClick, children, ref }: Props) {
  return (
    <Tooltip label={keys === undefined ? label : `${label} · ${keys}`}>
      <button
        ref={ref}
        type="button"
        className={styles.button}
        aria-pressed={pressed}
        aria-expanded={expanded}
        aria-haspopup={expanded === undefined ? undefined : 'dialog'}
        disabled={disabled}
        data-look={look}
        onClick={onClick}
      >
        {children}
        <span>{label}</span>
      </button>
    </Tooltip>
  );
}
