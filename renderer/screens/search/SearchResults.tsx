import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/Avatar.tsx';
import { ChannelIcon } from '../../components/ChannelIcon.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { Time } from '../../components/Time.tsx';
import { useApp } from '../../state/store.ts';
import { addressWords } from '../contact-words.ts';
import { focusSearch } from '../focus.ts';
import { activeHit, openLine } from './active.ts';
import { cutMarks, fromMatch } from './results.ts';
import { SearchChips } from './SearchChips.tsx';
import { SearchHelp } from './SearchHelp.tsx';
import styles from './SearchResults.module.css';
import { knownTo, suggestionsFor } from './suggestions.ts';

/** In the list's place while something is searched for: people first, then what was said, newest first. */
export function SearchResults() {
  const { t } = useTranslation();
  const query = useApp((state) => state.query);
  const found = useApp((state) => state.found);
  const error = useApp((state) => state.searchError);
  const setQuery = useApp((state) => state.setQuery);
  const moreHits = useApp((state) => state.moreHits);
  const active = activeHit((state) => state.id);
  const connections = useApp((state) => state.connections);
  const workspace = useApp((state) => state.workspace);

  if (error) {
    return (
      <div className={styles.pane}>
        <EmptyState title={t('search.failed')} hint={t(`error.${error.code}`)}>
          <Button variant="default" onClick={() => setQuery(query)}>
            {t('action.retry')}
          </Button>
        </EmptyState>
      </div>
    );
  }
  if (!found) {
    return (
      <div className={styles.pane}>
        <Skeleton rows={6} />
      </div>
    );
  }
  const suggestions = suggestionsFor(
    query,
    knownTo({ ...(connections ? { connections } : {}), ...(workspace ? { workspace } : {}) }),
    Date.now(),
  );
  const reasons = (found.unmet ?? []).map(({ operator, value }) => t(`search.unmet.${operator}`, { value }));
  const none = found.customers.length === 0 && found.hits.length === 0 && !found.partial && suggestions.length === 0;

  return (
    <div className={styles.pane}>
      <SearchChips />
      {!none &&
        reasons.map((reason) => (
          <p key={reason} className={styles.also} role="status">
            {reason}
          </p>
        ))}
      {found.also && (
        <p className={styles.also} role="status">
          {t('search.also', { words: found.also.join(', ') })}
        </p>
      )}
      <div
        id="search-results"
        className={styles.results}
        role="listbox"
        aria-label={t('search.results')}
        tabIndex={-1}
        onScroll={(event) => {
          const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
          if (scrollHeight - scrollTop - clientHeight < 600) void moreHits();
        }}
      >
        {suggestions.map((suggestion) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the search field handles the keys, by aria-activedescendant
          <div
            key={suggestion.id}
            id={suggestion.id}
            className={styles.suggestion}
            role="option"
            tabIndex={-1}
            aria-selected={active === suggestion.id}
            onClick={() => {
              openLine(suggestion);
              focusSearch();
            }}
          >
            <span className={styles.operator}>{t(`search.operator.${suggestion.operator}`)}:</span>
            <span className={styles.name}>{suggestion.label}</span>
          </div>
        ))}
        {found.customers.length > 0 && (
          <div className={styles.heading} role="presentation">
            {t('search.people')}
          </div>
        )}
        {found.customers.map((person) => {
          const id = `found-${person.customerId}`;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the search field handles the keys, by aria-activedescendant
            <div
              key={id}
              id={id}
              className={styles.person}
              role="option"
              tabIndex={-1}
              aria-selected={active === id}
              onClick={() => openLine({ id, customerId: person.customerId })}
            >
              <Avatar id={person.customerId} name={person.name} size={24} />
              <span className={styles.name}>{person.name}</span>
              {person.matched !== undefined && person.matched.shown !== person.name && (
                <span className={styles.matched}>{addressWords(person.matched)}</span>
              )}
            </div>
          );
        })}
        {found.hits.length > 0 && (
          <div className={styles.heading} role="presentation">
            {t('search.messages')}
          </div>
        )}
        {found.hits.map((hit) => {
          const excerpt = fromMatch(hit.excerpt, hit.marks);
          const id = `found-${hit.item.id}`;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the search field handles the keys, by aria-activedescendant
            <div
              key={id}
              id={id}
              className={styles.hit}
              role="option"
              tabIndex={-1}
              aria-selected={active === id}
              onClick={() => openLine({ id, customerId: hit.customerId, itemId: hit.item.id })}
            >
              <span className={styles.name}>
                {hit.customerName}
                <span className="sr-inline">
                  , {hit.item.channelKind ? t(`channel.${hit.item.channelKind}`) : t(`kind.${hit.item.kind}`)}
                </span>
              </span>
              <Time className={styles.time} at={hit.item.sentAt} />
              <span className={styles.excerpt}>
                <ChannelIcon kind={hit.item.kind} size={14} />
                <span>
                  {hit.item.direction === 'out' && <em>{t('search.byUs')}: </em>}
                  {cutMarks(excerpt.text, excerpt.marks).map((part, index) =>
                    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no other identity
                    part.marked ? <mark key={index}>{part.text}</mark> : part.text,
                  )}
                </span>
              </span>
            </div>
          );
        })}
        {found.partial && (
          <p className={styles.also} role="presentation">
            {t('search.older')}
          </p>
        )}
      </div>
      {none && (
        <div className={styles.over}>
          <EmptyState title={t('search.none', { query: query.trim() })} hint={reasons.join(' ') || t('search.noneHint')}>
            <SearchHelp />
          </EmptyState>
        </div>
      )}
    </div>
  );
}
