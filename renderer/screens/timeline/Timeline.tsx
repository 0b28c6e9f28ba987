import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState.tsx';
import { IconArrowDown, IconArrowUp } from '../../components/icons.ts';
import { useNow } from '../../components/use-now.ts';
import { dayHeading } from '../../i18n/time.ts';
import type { Person } from '../../state/person.ts';
import { useApp } from '../../state/store.ts';
import { newBegan } from '../../state/timeline-window.ts';
import { HeldReplies } from '../composer/held/HeldReplies.tsx';
import { ConversationEnd } from './ConversationEnd.tsx';
import { ItemView } from './ItemView.tsx';
import { layoutTimeline } from './layout.ts';
import { Viewer } from './media/Viewer.tsx';
import styles from './Timeline.module.css';
import { useCopying } from './use-copying.ts';
import { useReading } from './use-reading.ts';
import { useTimelineScroll } from './use-timeline-scroll.ts';

/** Everything of one customer in order, a bounded stretch at a time. */
export function Timeline({ person }: { person: Person }) {
  const { t } = useTranslation();
  const now = useNow();
  const toNewest = useApp((state) => state.toNewest);
  const toFirstUnread = useApp((state) => state.toFirstUnread);
  const { timeline, view, readUpTo, target } = person;
  const lensed = Object.keys(person.lens).length > 0;
  const lines = useMemo(
    () => layoutTimeline(timeline.items, readUpTo, lensed ? [] : view.earlierConversations),
    [timeline.items, readUpTo, lensed, view.earlierConversations],
  );
  const { scroller, content, atEnd, lastSeen, below, onScroll, jumpToEnd } = useTimelineScroll(person);
  useReading(person, lastSeen);
  const onKeyDown = useCopying(scroller, content, timeline.items);

  return (
    <div className={styles.pane}>
      <div
        ref={scroller}
        className={styles.scroller}
        role="log"
        aria-label={t('timeline.label')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
        tabIndex={0}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
      >
        <div ref={content} className={styles.content}>
          {timeline.older && <p className={styles.edge}>{t('timeline.loadingOlder')}</p>}
          {lines.map((line) => {
            if (line.type === 'day') {
              return (
                <div key={line.key} className={styles.day}>
                  <span>{dayHeading(line.at, now)}</span>
                </div>
              );
            }
            if (line.type === 'ended') return <ConversationEnd key={line.key} conversation={line.conversation} />;
            if (line.type === 'unseen') {
              return (
                <div key={line.key} className={styles.unseen} data-unseen>
                  <span>{t('timeline.unseen')}</span>
                </div>
              );
            }
            return (
              <ItemView
                key={line.key}
                item={line.item}
                first={line.first}
                customerName={view.name}
                target={line.item.id === target}
              />
            );
          })}
          {!timeline.newer && <HeldReplies view={person.writing} />}
        </div>
        {lines.length === 0 && view.held.length === 0 && (
          <EmptyState
            title={t(lensed ? 'timeline.emptyLens' : 'timeline.empty')}
            hint={t(lensed ? 'timeline.emptyLensHint' : 'timeline.emptyHint')}
          />
        )}
      </div>
      {!lensed && newBegan(timeline.items, timeline.older, readUpTo) && (
        <button type="button" className={styles.pill} data-at="top" onClick={() => void toFirstUnread()}>
          <IconArrowUp size={14} stroke={2} aria-hidden />
          {t('timeline.toFirstUnread')}
        </button>
      )}
      <Viewer items={timeline.items} />
      {!atEnd && (
        <button
          type="button"
          className={styles.pill}
          onClick={() => {
            if (timeline.newer) void toNewest();
            else jumpToEnd();
          }}
        >
          <IconArrowDown size={14} stroke={2} aria-hidden />
          {below > 0 ? t('timeline.newer', { count: below }) : t('timeline.toNewest')}
        </button>
      )}
    </div>
  );
}
