import { Button } from '@mantine/core';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InboxRow } from '../../../shared/contract/api.ts';
import type { CallError } from '../../bridge/call-error.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { IconFilter, IconInbox } from '../../components/icons.ts';
import { Skeleton } from '../../components/Skeleton.tsx';
import { isNarrowed } from '../../state/inbox.ts';
import { neighbour } from '../../state/inbox-rows.ts';
import { prefetch } from '../../state/prefetch.ts';
import { useApp } from '../../state/store.ts';
import { TakeNextButton } from '../team/TakeNextButton.tsx';
import styles from './InboxList.module.css';
import { InboxOption, optionId } from './InboxOption.tsx';
import { useCalmRows } from './use-calm-rows.ts';
import { useRowsInSight } from './use-rows-in-sight.ts';

const rowHeight = 60;
/** Rows drawn beyond those in sight, so that a fast hand and a screen reader meet no gap, and a day’s list is there as a whole. */
const drawnAhead = 30;
/** The first rows to be seen wait for no others. */
const drawnAtFirst = 2;
/** Rows before the end of what is loaded at which the next page is read: a fast hand covers them while it comes. */
const lookahead = 250;

/** The list of customers: virtual, paged by key, walked by keyboard through `aria-activedescendant`. */
export function InboxList() {
  const { t } = useTranslation();
  const view = useApp((state) => state.view);
  const rowsList = useApp((state) => state.rowsList);
  const fresh = useApp((state) => state.rows);
  const hasMore = useApp((state) => state.nextPage !== undefined);
  const count = useApp((state) => state.counts?.[state.view]);
  const narrowed = useApp(({ narrowing }) => isNarrowed(narrowing));
  const waitingForAnybody = useApp((state) => (state.counts?.unassigned ?? 0) > 0);
  const error = useApp((state) => state.inboxError);
  const selected = useApp((state) => state.selected);
  const openCustomer = useApp((state) => state.openCustomer);
  const loadMore = useApp((state) => state.loadMore);
  const readInbox = useApp((state) => state.readInbox);

  const { rows, ...pointer } = useCalmRows(fresh, rowsList);
  const [ahead, setAhead] = useState(drawnAtFirst);
  const someRows = rows.length > 0;
  useEffect(() => {
    if (!someRows) return;
    const idle = requestIdleCallback(() => setAhead(drawnAhead), { timeout: 1_000 });
    return () => cancelIdleCallback(idle);
  }, [someRows]);
  const scroller = useRef<HTMLElement>(null);
  const { start, end, attach, bringInSight, onScroll } = useRowsInSight(scroller, rowHeight, rows.length, ahead);
  const total = hasMore ? Math.max(count ?? 0, rows.length) : rows.length;

  useEffect(() => {
    if (hasMore && end >= rows.length - lookahead) void loadMore();
  }, [hasMore, end, rows.length, loadMore]);

  useEffect(() => {
    for (const step of [1, -1]) {
      const next = selected === undefined ? undefined : neighbour(rows, selected, step);
      if (next !== undefined && next !== selected) prefetch(next);
    }
  }, [rows, selected]);

  // Whoever stands first in sight keeps their place when others move above them, and nothing is touched when none do: what
  // comes below must not pull back a hand that has scrolled on since.
  const anchor = useRef<{ id: string; index: number; offset: number } | undefined>(undefined);
  useLayoutEffect(() => {
    const element = scroller.current;
    const kept = anchor.current;
    if (!element || !kept || rows[kept.index]?.customerId === kept.id) return;
    const index = rows.findIndex((row) => row.customerId === kept.id);
    if (index === -1) return;
    anchor.current = { ...kept, index };
    element.scrollTop = index * rowHeight + kept.offset;
  }, [rows]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view starts at its top
  useLayoutEffect(() => {
    anchor.current = undefined;
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [rowsList]);

  const chosen = useApp((state) => state.chosen);
  const { toggleChosen, chooseTo, chooseAll, clearChosen } = useApp.getState();
  const shown = useRef(rows);
  useLayoutEffect(() => {
    shown.current = rows;
  }, [rows]);
  const chooseUpTo = useCallback(
    ({ customerId }: InboxRow) =>
      chooseTo(
        customerId,
        shown.current.map((row) => row.customerId),
      ),
    [chooseTo],
  );
  const open = useCallback(
    (row: InboxRow, how: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }) => {
      if (how.shiftKey) chooseUpTo(row);
      else if (how.ctrlKey || how.metaKey) toggleChosen(row.customerId);
      else {
        clearChosen();
        void openCustomer(row.customerId);
      }
    },
    [openCustomer, chooseUpTo, toggleChosen, clearChosen],
  );

  function moveTo(index: number): void {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (row) void openCustomer(row.customerId);
  }

  const selectedIndex = useMemo(() => rows.findIndex((row) => row.customerId === selected), [rows, selected]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when somebody else is chosen; a row that moves must not drag the list along
  useEffect(() => {
    if (selectedIndex !== -1) bringInSight(selectedIndex);
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
    // Before they are opened: a range begins at whoever was open.
    const reached = rows[Math.max(0, Math.min(rows.length - 1, target))];
    if (event.shiftKey && reached) chooseUpTo(reached);
    moveTo(target);
  }

  if (rowsList === undefined)
    return <div className={styles.pane}>{error ? <Failed code={error.code} onRetry={readInbox} /> : <Skeleton rows={8} />}</div>;
  return (
    <div className={styles.pane}>
      <div
        ref={attach}
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
          const index = Math.floor(top / rowHeight);
          const first = rows[index];
          anchor.current = top > 0 && first ? { id: first.customerId, index, offset: top % rowHeight } : undefined;
          onScroll();
        }}
        {...pointer}
      >
        <div className={styles.rows} role="presentation" style={{ height: rows.length * rowHeight }}>
          {rows.slice(start, end).map((row, at) => (
            <InboxOption
              key={row.customerId}
              row={row}
              position={start + at + 1}
              total={total}
              top={(start + at) * rowHeight}
              selected={row.customerId === selected}
              picking={chosen.size > 0}
              chosen={chosen.has(row.customerId)}
              onOpen={open}
            />
          ))}
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
            >
              {view === 'mine' && waitingForAnybody && <TakeNextButton />}
            </EmptyState>
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
