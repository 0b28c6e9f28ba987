import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type InboxView, inboxViews as views } from '../../../shared/contract/api.ts';
import { IconCircleCheck, IconClock } from '../../components/icons.ts';
import { useApp } from '../../state/store.ts';
import styles from './ViewTabs.module.css';

const counted: ReadonlySet<InboxView> = new Set(['mine', 'unassigned']);

/**
 * Filters of the list. What is mine and what is nobody's is counted, for the eye; the accessible name is the word alone. What is put
 * off or done with has an icon: five Russian words do not fit.
 */
export function ViewTabs() {
  const { t, i18n } = useTranslation();
  const view = useApp((state) => state.view);
  const counts = useApp((state) => state.counts);
  const setView = useApp((state) => state.setView);
  const compact = new Intl.NumberFormat(i18n.language, { notation: 'compact' });
  const list = useRef<HTMLDivElement>(null);

  function move(step: number): void {
    const next = views[(views.indexOf(view) + step + views.length) % views.length];
    if (!next) return;
    setView(next);
    list.current?.querySelector<HTMLElement>(`[data-view="${next}"]`)?.focus();
  }

  return (
    <div
      ref={list}
      className={styles.tabs}
      role="tablist"
      aria-label={t('inbox.views')}
      onKeyDown={(event) => {
        if (event.code === 'ArrowRight') move(1);
        if (event.code === 'ArrowLeft') move(-1);
      }}
    >
      {views.map((each) => (
        <button
          key={each}
          type="button"
          role="tab"
          data-view={each}
          data-count={counted.has(each) && counts && counts[each] > 0 ? compact.format(counts[each]) : undefined}
          className={styles.tab}
          aria-label={t(`inbox.view.${each}`)}
          aria-selected={view === each}
          aria-controls="inbox-list"
          tabIndex={view === each ? 0 : -1}
          title={t(`inbox.view.${each}`)}
          onClick={() => setView(each)}
        >
          {each === 'snoozed' ? (
            <IconClock size={16} stroke={1.6} aria-hidden />
          ) : each === 'resolved' ? (
            <IconCircleCheck size={16} stroke={1.6} aria-hidden />
          ) : (
            <span className={styles.word}>{t(`inbox.view.${each}`)}</span>
          )}
        </button>
      ))}
    </div>
  );
}
