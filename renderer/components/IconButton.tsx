import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './IconButton.module.css';

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> & {
  label: string;
  /** Keys that do the same, shown in the tooltip. */
  keys?: string | undefined;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement> | undefined;
};

/** A button that is only an icon: its name is its tooltip, together with its shortcut. */
export function IconButton({ label, keys, children, className, ...rest }: Props) {
  return (
    <button
      type="button"
      aria-label={label}
      data-tip={keys ? `${label} · ${keys}` : label}
      className={`${styles.button} ${className ?? ''}`}
      {...rest}
    >
      {children}
    </button>
  );
}
