import { useEffect, useId, useState } from 'react';
import styles from './GeneralSection.module.css';

type Props = {
  /** As the list of settings names it. */ id: string;
  label: string;
  hint?: string;
  type?: 'text' | 'email';
  value: string;
  onSave: (value: string) => void;
};

/** A field that saves itself when it is left or Enter is pressed. An empty one goes back to what was saved. */
export function SavedField({ id: name, label, hint, type = 'text', value, onSave }: Props) {
  const [typed, setTyped] = useState(value);
  const id = useId();
  useEffect(() => setTyped(value), [value]);

  function save(): void {
    const next = typed.trim();
    if (next === '') setTyped(value);
    else if (next !== value) onSave(next);
  }

  return (
    <div className={styles.field} data-setting={name}>
      <label htmlFor={id}>
        <strong>{label}</strong>
      </label>
      <input
        id={id}
        type={type}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.code === 'Enter' || event.code === 'NumpadEnter') save();
        }}
      />
      {hint && <p>{hint}</p>}
    </div>
  );
}
