import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/IconButton.tsx';
import { IconSearch, IconX } from '../../components/icons.ts';
import { prepareSearch } from '../../state/search.ts';
import { useApp } from '../../state/store.ts';
import { focusList } from '../focus.ts';
import { useShownKey } from '../shortcuts/keys.ts';
import { activeHit, moveActive, openActive } from './active.ts';
import styles from './SearchBox.module.css';

/** The search field. Arrow keys walk the results while the focus stays here. */
export function SearchBox() {
  const { t } = useTranslation();
  const query = useApp((state) => state.query);
  const setQuery = useApp((state) => state.setQuery);
  const active = activeHit((state) => state.id);
  const shownKey = useShownKey('search');
  const input = useRef<HTMLInputElement>(null);

  function leave(): void {
    setQuery('');
    focusList();
  }

  function onKeyDown(event: React.KeyboardEvent): void {
    if (event.code === 'ArrowDown' || event.code === 'ArrowUp') {
      event.preventDefault();
      moveActive(event.code === 'ArrowDown' ? 1 : -1);
    }
    if (event.code === 'Enter' || event.code === 'NumpadEnter') {
      event.preventDefault();
      void openActive();
    }
    if (event.code === 'Escape') {
      event.preventDefault();
      leave();
    }
  }

  return (
    <div className={styles.box} data-tour="search">
      <IconSearch className={styles.icon} size={16} stroke={1.6} aria-hidden />
      <input
        ref={input}
        data-search
        type="search"
        // biome-ignore lint/a11y/noRedundantRoles: said outright, because the name of this role is part of the stable surface
        role="searchbox"
        aria-label={t('search.label')}
        aria-controls={query.trim() === '' ? undefined : 'search-results'}
        aria-activedescendant={query.trim() === '' ? undefined : active}
        placeholder={t('search.placeholder')}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={onKeyDown}
        onFocus={prepareSearch}
      />
      {query === '' ? (
        <kbd className={styles.keys} aria-hidden>
          {shownKey}
        </kbd>
      ) : (
        <IconButton
          label={t('search.clear')}
          keys="Esc"
          onClick={() => {
            setQuery('');
            input.current?.focus();
          }}
        >
          <IconX size={16} stroke={1.6} aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
