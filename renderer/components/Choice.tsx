import type { ReactNode, SelectHTMLAttributes } from 'react';
import styles from './Choice.module.css';
import { IconChevronDown } from './icons.ts';

export type ChoiceOption = { value: string; label: string; disabled?: boolean };
/** Options under a common heading. */
export type ChoiceGroup = { heading: string; options: readonly ChoiceOption[] };

type Props = Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'value' | 'children'> & {
  label: string;
  value: string;
  options: ReadonlyArray<ChoiceOption | ChoiceGroup>;
  onChoose: (value: string) => void;
  icon?: ReactNode;
  /** `quiet` has no border until it is touched. */
  look?: 'quiet' | 'field';
};

/** The system's own select, so that type-ahead, screen readers and the keyboard work as everywhere else. */
export function Choice({ label, value, options, onChoose, icon, look = 'quiet', ...rest }: Props) {
  return (
    <span className={styles.choice} data-look={look} data-icon={icon ? '' : undefined}>
      {icon && <span className={styles.icon}>{icon}</span>}
      <select aria-label={label} title={label} value={value} onChange={(event) => onChoose(event.target.value)} {...rest}>
        {options.map((entry) =>
          'heading' in entry ? (
            <optgroup key={entry.heading} label={entry.heading}>
              {entry.options.map(drawn)}
            </optgroup>
          ) : (
            drawn(entry)
          ),
        )}
      </select>
      <IconChevronDown className={styles.chevron} size={14} aria-hidden />
    </span>
  );
}

function drawn({ value, label, disabled }: ChoiceOption) {
  return (
    <option key={value} value={value} disabled={disabled}>
      {label}
    </option>
  );
}
