import i18next from 'i18next';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sectionsOf } from '../../state/sections.ts';
import { useApp } from '../../state/store.ts';
import { type SettingEntry, settingEntries } from './entries.ts';
import { findSettings } from './find-setting.ts';
import styles from './SettingsSearch.module.css';

type Props = { query: string; onQuery: (query: string) => void; onGo: (entry: SettingEntry) => void };

/** Finds a setting by its words, in either language; Enter goes to it. */
export function SettingsSearch({ query, onQuery, onGo }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [at, setAt] = useState(0);
  const team = useApp((state) => state.teamView);
  const sections = sectionsOf(team);
  const entries = settingEntries.filter(({ section }) => sections.includes(section));
  const dictionary = {
    ours: i18next.getFixedT(i18next.language),
    other: i18next.getFixedT(i18next.language === 'ru' ? 'en' : 'ru'),
  };
  const found = findSettings(entries, query, {
    ours: (key) => dictionary.ours(key),
    other: (key) => dictionary.other(key),
  });
  const current = Math.min(at, found.length - 1);
  const open = query.trim() !== '';

  function go(index: number): void {
    const entry = found[index];
    if (!entry) return;
    onQuery('');
    onGo(entry);
  }

  return (
    <>
      <input
        className={styles.input}
        role="combobox"
        aria-label={t('settings.find')}
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={open && found.length > 0 ? `${id}-${current}` : undefined}
        placeholder={t('settings.find')}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          onQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          const step = { ArrowDown: 1, ArrowUp: -1 }[event.code];
          if (step !== undefined && found.length > 0) {
            event.preventDefault();
            setAt((current + step + found.length) % found.length);
          }
          if (event.code === 'Enter' || event.code === 'NumpadEnter') {
            event.preventDefault();
            go(current);
          }
          if (event.code === 'Escape' && query !== '') {
            event.preventDefault();
            onQuery('');
          }
        }}
      />
      <div id={`${id}-list`} className={styles.list} role="listbox" aria-label={t('settings.found')} hidden={!open}>
        {found.map((entry, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys, by aria-activedescendant
          <div
            key={entry.id}
            id={`${id}-${index}`}
            className={styles.entry}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            onMouseMove={() => setAt(index)}
            onClick={() => go(index)}
          >
            <span>{t(entry.words[0])}</span>
            <span className={styles.section}>{t(`settings.${entry.section}`)}</span>
          </div>
        ))}
      </div>
      {open && found.length === 0 && (
        <p className={styles.none} role="status">
          {t('settings.foundNone')}
        </p>
      )}
    </>
  );
}
