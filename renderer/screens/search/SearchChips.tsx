import { useTranslation } from 'react-i18next';
import { parseSearch, type SearchPart, withoutPart } from '../../../shared/lib/search-query.ts';
import { IconX } from '../../components/icons.ts';
import { day } from '../../i18n/time.ts';
import { useApp } from '../../state/store.ts';
import { focusSearch } from '../focus.ts';
import styles from './SearchChips.module.css';

type Wish = Extract<SearchPart, { type: 'wish' }>;

/** What was understood of the query besides its words; each piece can be taken out again. */
export function SearchChips() {
  const { t } = useTranslation();
  const query = useApp((state) => state.query);
  const setQuery = useApp((state) => state.setQuery);
  const parts = parseSearch(query, Date.now()).filter((part) => part.type === 'wish' || part.type === 'phrase' || part.excluded);
  if (parts.length === 0) return null;

  function wish(part: Wish): string {
    switch (part.operator) {
      case 'before':
      case 'after':
        return t(`search.chip.${part.operator}`, { value: day(part.period.from, Date.now()) });
      case 'has':
        return t(`search.chip.${part.thing}`);
      case 'is':
      case 'in':
        return t(`search.chip.${part.operator}`);
      default:
        return t(`search.chip.${part.operator}`, { value: part.value });
    }
  }
  function label(part: SearchPart): string {
    const said =
      part.type === 'wish' ? wish(part) : part.type === 'phrase' ? `“${part.text}”` : part.type === 'word' ? part.text : '';
    return part.excluded ? t('search.chip.not', { value: said }) : said;
  }

  return (
    <ul className={styles.chips} aria-label={t('search.understood')}>
      {parts.map((part) => (
        <li key={part.start}>
          <button
            type="button"
            className={styles.chip}
            aria-label={t('search.takeOut', { value: label(part) })}
            onClick={() => {
              setQuery(withoutPart(query, part));
              focusSearch();
            }}
          >
            <span>{label(part)}</span>
            <IconX size={12} stroke={1.8} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}
