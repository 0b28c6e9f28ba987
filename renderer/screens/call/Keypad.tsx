import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Keypad.module.css';

const rows = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;
const letters: Readonly<Record<string, string>> = {
  2: 'ABC',
  3: 'DEF',
  4: 'GHI',
  5: 'JKL',
  6: 'MNO',
  7: 'PQRS',
  8: 'TUV',
  9: 'WXYZ',
};

/** Tones for machines on the other side. What was pressed is shown only as dots: it may be the number of a card. */
export function Keypad({ onKey }: { onKey: (key: string) => void }) {
  const { t } = useTranslation();
  const [pressed, setPressed] = useState(0);
  const pad = useRef<HTMLFieldSetElement>(null);
  const press = (key: string): void => {
    setPressed((count) => count + 1);
    onKey(key);
  };
  return (
    <fieldset
      ref={pad}
      className={styles.pad}
      aria-label={t('phone.keypad')}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey || !/^[0-9*#]$/.test(event.key)) return;
        event.preventDefault();
        press(event.key);
      }}
    >
      <p className={styles.shown} aria-hidden>
        {'•'.repeat(Math.min(pressed, 24)) || t('phone.keypadHint')}
      </p>
      {rows.map((key) => (
        <button
          key={key}
          type="button"
          data-autofocus={key === '1' || undefined}
          data-letters={letters[key] ?? '\u00a0'}
          onClick={() => press(key)}
        >
          {key}
        </button>
      ))}
    </fieldset>
  );
}
