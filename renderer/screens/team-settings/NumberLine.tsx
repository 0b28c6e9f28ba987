import { NumberInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import styles from './TeamSection.module.css';

type Props = {
  /** As the list of settings names it. */
  id: string;
  label: string;
  hint?: string;
  suffix?: string;
  value: number;
  max?: number;
  onSave: (value: number) => void;
};

/** A whole number that saves itself when it is left or Enter is pressed. */
export function NumberLine({ id, label, hint, suffix, value, max = 100_000, onSave }: Props) {
  const [typed, setTyped] = useState<number | string>(value);
  useEffect(() => setTyped(value), [value]);
  const save = (): void => {
    if (typeof typed !== 'number') setTyped(value);
    else if (typed !== value) onSave(Math.round(typed));
  };
  return (
    <div className={styles.line} data-setting={id}>
      <span>
        {label}
        {hint !== undefined && <small>{hint}</small>}
      </span>
      <NumberInput
        size="xs"
        aria-label={label}
        min={0}
        max={max}
        allowDecimal={false}
        hideControls
        {...(suffix === undefined ? {} : { suffix: ` ${suffix}` })}
        value={typed}
        onChange={setTyped}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.code === 'Enter' || event.code === 'NumpadEnter') save();
        }}
      />
    </div>
  );
}
