import { useTranslation } from 'react-i18next';
import { useApp } from '../../state/store.ts';
import { focusSearch } from '../focus.ts';
import styles from './SearchHelp.module.css';
import { operatorWords } from './suggestions.ts';

/** What can be typed besides words; a click puts it into the field. */
export function SearchHelp() {
  const { t } = useTranslation();
  const query = useApp((state) => state.query);
  const setQuery = useApp((state) => state.setQuery);
  return (
    <ul className={styles.help} aria-label={t('search.help')}>
      {operatorWords().map(({ operator, word }) => (
        <li key={operator}>
          <button
            type="button"
            onClick={() => {
              setQuery(`${query.trimEnd()} ${word}`.trimStart());
              focusSearch();
            }}
          >
            <code>{word}</code>
            <span>{t(`search.does.${operator}`)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
