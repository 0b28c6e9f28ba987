import { useId, useState } from 'react';
import styles from './PickList.module.css';

export type PickOption = {
  id: string;
  label: string;
  /** Quiet words at the right: the time it means, a count. */
  hint?: string;
  /** Colour of a dot before the label. */
  dot?: string | undefined;
  /** For lists where several can be on. */
  checked?: boolean;
};

type Props = {
  label: string;
  placeholder: string;
  options: readonly PickOption[];
  onPick: (id: string) => void;
  /** Offers to make what was typed, when nothing is called so. */
  create?: { label: (text: string) => string; run: (text: string) => void };
  empty?: string;
};

/** A list that is filtered as one types and walked with the arrows: the fast way to choose one of many. */
export function PickList({ label, placeholder, options, onPick, create, empty }: Props) {
  const id = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const wanted = text.trim().toLowerCase();
  const shown = options.filter((option) => option.label.toLowerCase().includes(wanted));
  const creates = create && wanted !== '' && !options.some((option) => option.label.toLowerCase() === wanted);
  const count = shown.length + (creates ? 1 : 0);
  const current = Math.min(at, count - 1);

  function pick(index: number): void {
    const option = shown[index];
    if (option) onPick(option.id);
    else if (creates) create.run(text.trim());
    setText('');
  }

  return (
    <div className={styles.pick}>
      <input
        data-autofocus
        className={styles.input}
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={count === 0 ? undefined : `${id}-${current}`}
        placeholder={placeholder}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          if (step !== undefined && count > 0) {
            event.preventDefault();
            setAt((current + step + count) % count);
          }
          if (event.key === 'Enter' && count > 0) {
            event.preventDefault();
            pick(current);
          }
        }}
      />
      <div id={`${id}-list`} className={styles.list} role="listbox" aria-label={label}>
        {shown.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys, by aria-activedescendant
          <div
            key={option.id}
            id={`${id}-${index}`}
            ref={index === current ? intoView : undefined}
            className={styles.option}
            role="option"
            tabIndex={-1}
            aria-selected={option.checked ?? index === current}
            data-current={index === current || undefined}
            onMouseMove={() => setAt(index)}
            onClick={() => pick(index)}
          >
            {option.checked !== undefined && (
              <span data-contrast-mark className={styles.check} data-on={option.checked || undefined} aria-hidden />
            )}
            {option.dot !== undefined && (
              <span data-contrast-mark className={styles.dot} style={{ background: option.dot }} aria-hidden />
            )}
            <span className={styles.label}>{option.label}</span>
            {option.hint !== undefined && <span className={styles.hint}>{option.hint}</span>}
          </div>
        ))}
        {creates && (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys, by aria-activedescendant
          <div
            id={`${id}-${shown.length}`}
            className={styles.option}
            role="option"
            tabIndex={-1}
            aria-selected={current === shown.length}
            data-current={current === shown.length || undefined}
            onMouseMove={() => setAt(shown.length)}
            onClick={() => pick(shown.length)}
          >
            <span className={styles.label}>{create.label(text.trim())}</span>
          </div>
        )}
      </div>
      {count === 0 && empty !== undefined && <p className={styles.empty}>{empty}</p>}
    </div>
  );
}

function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
