import { Button } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InboxRow } from '../../../shared/contract/api.ts';
import type { CallError } from '../../bridge/call-error.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { IconFilter, IconInbox } from '../../components/icons.ts';
import { Skeleton } from '../../components/Skeleton.tsx';
import { neighbour } from '../../state/inbox-rows.ts';
import { prefetch } from '../../state/prefetch.ts';
import { useApp } from '../../state/store.ts';
import styles from './InboxList.module.css';
import { InboxOption, optionId } from './InboxOption.tsx';
import { useCalmRows } from './use-calm-rows.ts';

const rowHeight = 60;
/** Rows drawn beyond those in sight, so that a fast hand and a screen reader meet no gap, and a day’s list is there as a whole. */
const drawnAhead = 30;
/** The first rows to be seen wait for no others. */
const drawnAtFirst = 2;
/** Rows before the end of what is loaded at which the next page is read. */
const lookahead = 30;

/** The list of customers: virtual, paged by key, walked by keyboard through `aria-activedescendant`. */
export function InboxList() {
  const { t } = useTranslation();
  const view = useApp((state) => state.view);
  const rowsList = useApp((state) => state.rowsList);
  const fresh = useApp((state) => state.rows);
  const hasMore = useApp((state) => state.nextPage !== undefined);
  const count = useApp((state) => state.counts?.[state.view]);
  const narrowed = useApp(({ narrowing }) => narrowing.channelId !== undefined || narrowing.tagId !== undefined);
  const error = useApp((state) => state.inboxError);
  const selected = useApp((state) => state.selected);
  const openCustomer = useApp((state) => state.openCustomer);
  const loadMore = useApp((state) => state.loadMore);
  const readInbox = useApp((state) => state.readInbox);

  const { rows, ...pointer } = useCalmRows(fresh, rowsList);
  const scroller = useRef<HTMLDivElement>(null);
  const [ahead, setAhead] = useState(drawnAtFirst);
  const someRows = rows.length > 0;
  useEffect(() => {
    if (!someRows) return;
    const idle = requestIdleCallback(() => setAhead(drawnAhead), { timeout: 1_000 });
    return () => cancelIdleCallback(idle);
  }, [someRows]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.customerId ?? index,
    overscan: ahead,
  });
  const total = hasMore ? Math.max(count ?? 0, rows.length) : rows.length;
  const lastShown = virtual.getVirtualItems().at(-1)?.index ?? 0;

  useEffect(() => {
    if (hasMore && lastShown >= rows.length - lookahead) void loadMore();
  }, [hasMore, lastShown, rows.length, loadMore]);

  useEffect(() => {
    for (const step of [1, -1]) {
      const next = selected === undefined ? undefined : neighbour(rows, selected, step);
      if (next !== undefined && next !== selected) prefetch(next);
    }
  }, [rows, selected]);

  // Whoever stands first in sight keeps their place when others move above them.
  const anchor = useRef<{ id: string; offset: number } | undefined>(undefined);
  useLayoutEffect(() => {
    const element = scroller.current;
    const kept = anchor.current;
    if (!element || !kept) return;
    const index = rows.findIndex((row) => row.customerId === kept.id);
    if (index !== -1) element.scrollTop = index * rowHeight + kept.offset;
  }, [rows]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view starts at its top
  useLayoutEffect(() => {
    anchor.current = undefined;
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [rowsList]);

  const chosen = useApp((state) => state.chosen);
  const { toggleChosen, chooseTo, chooseAll, clearChosen } = useApp.getState();
  const open = useCallback(
    (row: InboxRow, how: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }) => {
      if (how.shiftKey) chooseTo(row.customerId);
      else if (how.ctrlKey || how.metaKey) toggleChosen(row.customerId);
      else {
        clearChosen();
        void openCustomer(row.customerId);
      }
    },
    [openCustomer, chooseTo, toggleChosen, clearChosen],
  );

  function moveTo(index: number): void {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (row) void openCustomer(row.customerId);
  }

  const selectedIndex = rows.findIndex((row) => row.customerId === selected);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when somebody else is chosen; a row that moves must not drag the list along
  useEffect(() => {
    if (selectedIndex === -1) return;
    // A row in sight is not scrolled to: asking for it would lay the page out once more with each step.
    const above = selectedIndex * rowHeight - (virtual.scrollOffset ?? 0);
    const inSight = above >= 0 && above + rowHeight <= (virtual.scrollRect?.height ?? 0);
    if (!inSight) virtual.scrollToIndex(selectedIndex, { align: 'auto' });
  }, [selected]);

  function onKeyDown(event: React.KeyboardEvent): void {
    if ((event.ctrlKey || event.metaKey) && event.code === 'KeyA') {
      event.preventDefault();
      chooseAll();
      return;
    }
    if (event.code === 'Escape' && chosen.size > 0) {
      event.preventDefault();
      clearChosen();
      return;
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
    const targets: Record<string, number> = {
      ArrowDown: selectedIndex + 1,
      ArrowUp: selectedIndex - 1,
      PageDown: selectedIndex + page,
      PageUp: selectedIndex - page,
      Home: 0,
      End: rows.length - 1,
    };
    const target = targets[event.code];
    if (target === undefined) return;
    event.preventDefault();
    moveTo(target);
    const reached = rows[Math.max(0, Math.min(rows.length - 1, target))];
    if (event.shiftKey && reached) chooseTo(reached.customerId);
  }

  if (rowsList === undefined)
    return <div className={styles.pane}>{error ? <Failed code={error.code} onRetry={readInbox} /> : <Skeleton rows={8} />}</div>;
  return (
    <div className={styles.pane}>
      <div
        ref={scroller}
        id="inbox-list"
        data-inbox
        className={styles.scroller}
        role="listbox"
        aria-label={t('inbox.label')}
        aria-multiselectable
        aria-activedescendant={selectedIndex === -1 ? undefined : optionId(rows[selectedIndex]?.customerId ?? '')}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onScroll={(event) => {
          const top = event.currentTarget.scrollTop;
          const first = rows[Math.floor(top / rowHeight)];
          anchor.current = top > 0 && first ? { id: first.customerId, offset: top % rowHeight } : undefined;
        }}
        {...pointer}
      >
        <div className={styles.rows} role="presentation" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start, key }) => {
            const row = rows[index];
            if (!row) return null;
            return (
              <InboxOption
                key={key}
                row={row}
                position={index + 1}
                total={total}
                top={start}
                selected={row.customerId === selected}
                picking={chosen.size > 0}
                chosen={chosen.has(row.customerId)}
                onOpen={open}
              />
            );
          })}
        </div>
      </div>
      {rows.length === 0 && !error && (
        <div className={styles.over}>
          {narrowed ? (
            <EmptyState
              icon={<IconFilter size={32} stroke={1.2} />}
              title={t('inbox.empty.narrowed')}
              hint={t('inbox.empty.narrowedHint')}
            >
              <Button variant="default" onClick={() => useApp.getState().narrow({})}>
                {t('inbox.unfilterAll')}
              </Button>
            </EmptyState>
          ) : (
            <EmptyState
              icon={<IconInbox size={32} stroke={1.2} />}
              title={t(`inbox.empty.${view}`)}
              hint={t(`inbox.empty.${view}Hint`)}
            />
          )}
        </div>
      )}
      {error && <Failed code={error.code} onRetry={readInbox} />}
    </div>
  );
}

function Failed({ code, onRetry }: { code: CallError['code']; onRetry: () => Promise<void> }) {
  const { t } = useTranslation();
  return (
    <EmptyState title={t('inbox.failed')} hint={t(`error.${code}`)}>
      <Button variant="default" onClick={() => void onRetry()}>
        {t('action.retry')}
      </Button>
    </EmptyState>
  );
}
