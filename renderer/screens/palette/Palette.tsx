import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/Dialog.tsx';
import { MarkedText } from '../../components/marked/MarkedText.tsx';
import { prepareSearch } from '../../state/search.ts';
import { useApp } from '../../state/store.ts';
import { commands } from './commands.ts';
import type { PaletteEntry } from './entry.ts';
import { find } from './find.ts';
import { matching, nearby } from './match.ts';
import styles from './Palette.module.css';

/** One field for everything: what can be done, people, canned replies. */
export function Palette() {
  const open = useApp((state) => state.paletteOpen);
  const number = useApp((state) => state.paletteNumber);
  return open ? <Open key={number} /> : null;
}

function Open() {
  const { t } = useTranslation();
  const id = useId();
  const setOpen = useApp((state) => state.setPaletteOpen);
  const [query, setQuery] = useState(() => useApp.getState().paletteNumber);
  const [found, setFound] = useState<{ query: string; entries: PaletteEntry[] }>({ query: '', entries: [] });
  const [at, setAt] = useState(0);
  /** Enter came before the answer: what stands first in that is meant, and nothing that answered what was typed before. */
  const awaited = useRef(false);
  const all = useMemo(() => commands(), []);

  useEffect(prepareSearch, []);

  useEffect(() => {
    let wanted = true;
    void find(query).then((entries) => {
      if (!wanted) return;
      setFound({ query, entries });
      if (awaited.current) run(entries[0] ?? nearby(all, query)[0]);
    });
    return () => {
      wanted = false;
    };
  }, [query, all]);

  const named = matching(all, query);
  const more = query.trim() === '' ? [] : found.entries;
  const called = [...named, ...more.filter(({ id: each }) => !named.some((one) => one.id === each))];
  const entries = called.length > 0 ? called : nearby(all, query);
  const current = Math.min(at, entries.length - 1);

  const shown = entries[current]?.preview;

  function runCurrent(): void {
    if (found.query === query || at > 0 || named.length > 0) run(entries[current]);
    else awaited.current = true;
  }

  return (
    <Dialog bare title={t('palette.label')} onClose={() => setOpen(false)} size={560} yOffset="12vh" centered={false} padding={0}>
      <div className={styles.palette}>
        <input
          data-autofocus
          className={styles.input}
          role="combobox"
          aria-label={t('palette.label')}
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={entries.length === 0 ? undefined : `${id}-${current}`}
          placeholder={t('palette.placeholder')}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
            awaited.current = false;
          }}
          onKeyDown={(event) => {
            const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
            if (step !== undefined && entries.length > 0) {
              event.preventDefault();
              setAt((current + step + entries.length) % entries.length);
            }
            if (event.key === 'Enter') {
              event.preventDefault();
              runCurrent();
            }
          }}
        />
        <div id={`${id}-list`} className={styles.list} role="listbox" aria-label={t('palette.label')}>
          {entries.map((entry, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys, by aria-activedescendant
            <div
              key={entry.id}
              id={`${id}-${index}`}
              ref={index === current ? intoView : undefined}
              className={styles.entry}
              role="option"
              tabIndex={-1}
              aria-selected={index === current}
              onMouseMove={() => setAt(index)}
              onClick={() => run(entry)}
            >
              <span className={styles.kind}>
                {/* Said of every one, drawn where it begins. */}
                <span className={entries[index - 1]?.kind === entry.kind ? 'sr-inline' : undefined}>
                  {t(`palette.kind.${entry.kind}`)}
                </span>
              </span>
              <span className={styles.label}>{entry.label}</span>
              {entry.hint !== undefined && <span className={styles.hint}>{entry.hint}</span>}
              {entry.keys !== undefined && <kbd>{entry.keys}</kbd>}
            </div>
          ))}
        </div>
        {shown && (
          <section className={styles.preview} aria-label={t('palette.preview')} aria-live="polite">
            <MarkedText text={shown.text} marks={shown.marks} onOpen={nothing} />
          </section>
        )}
        {entries.length === 0 && <p className={styles.empty}>{t('palette.empty')}</p>}
      </div>
    </Dialog>
  );
}

function run(entry: PaletteEntry | undefined): void {
  if (!entry) return;
  useApp.getState().setPaletteOpen(false);
  // After the dialog has given the focus back, so that what it opens can take it.
  requestAnimationFrame(() => requestAnimationFrame(() => entry.run()));
}

const nothing = () => undefined;

function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
