import { Button } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InboxRow } from '../../../shared/contract/api.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useApp } from '../../state/store.ts';
import { InboxOption, optionId } from '../inbox/InboxOption.tsx';
import { useRowsInSight } from '../inbox/use-rows-in-sight.ts';
import styles from './FloorList.module.css';

const rowHeight = 60;
const drawnAhead = 20;
/** Rows before the end at which more are read. */
const lookahead = 30;

/** `detail`: the how-manieth click in a row it is. */
type How = { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean; detail: number };

/** Conversations of whoever was opened on the floor: picked with Shift and Ctrl, dragged to somebody, opened with Enter. */
export function FloorList({ label, onReassign }: { label: string; onReassign: () => void }) {
  const { t } = useTranslation();
  const rows = useApp((state) => state.floorRows) ?? none;
  const reading = useApp((state) => state.floorRows === undefined);
  const more = useApp((state) => state.floorMore);
  const error = useApp((state) => state.floorRowsError);
  const picked = useApp((state) => state.picked);
  const followed = useApp((state) => state.followed);
  const { togglePicked, pickTo, pickOnly, lookAt, pickAll, clearPicked, moreFloorRows, readFloorRows, openFloorPlace } =
    useApp.getState();
  const [active, setActive] = useState<string>();
  const scroller = useRef<HTMLElement>(null);
  const { start, end, attach, bringInSight, onScroll } = useRowsInSight(scroller, rowHeight, rows.length, drawnAhead);
  const at = Math.max(
    0,
    rows.findIndex(({ customerId }) => customerId === active),
  );
  const current = rows[at];

  useEffect(() => {
    if (more && end >= rows.length - lookahead) moreFloorRows();
  }, [more, end, rows.length, moreFloorRows]);

  const open = useCallback(
    ({ customerId }: InboxRow, { shiftKey, ctrlKey, metaKey, detail }: How) => {
      setActive(customerId);
      if (shiftKey) pickTo(customerId);
      else if (ctrlKey || metaKey) togglePicked(customerId);
      else if (detail > 1 || useApp.getState().followed !== undefined) lookAt(customerId);
      else pickOnly(customerId);
    },
    [pickTo, pickOnly, togglePicked, lookAt],
  );

  function moveTo(index: number, extend: boolean): void {
    const target = Math.max(0, Math.min(rows.length - 1, index));
    const row = rows[target];
    if (!row) return;
    if (extend && current && picked.size === 0) togglePicked(current.customerId);
    setActive(row.customerId);
    bringInSight(target);
    if (extend) pickTo(row.customerId);
  }

  function onKeyDown(event: React.KeyboardEvent): void {
    const command = event.ctrlKey || event.metaKey;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: rows.length - 1,
    };
    const target = moves[event.code];
    const { customerId } = current ?? {};
    if (target !== undefined) moveTo(target, event.shiftKey);
    else if (command && event.code === 'KeyA') pickAll();
    else if (event.code === 'Space' && customerId !== undefined) togglePicked(customerId);
    else if ((event.code === 'Enter' || event.code === 'NumpadEnter') && customerId !== undefined) lookAt(customerId);
    else if (event.code === useApp.getState().keymap.assign && !command && !event.altKey && customerId !== undefined) {
      if (picked.size === 0) togglePicked(customerId);
      onReassign();
    } else if (event.code === 'Escape') {
      if (picked.size > 0) clearPicked();
      else openFloorPlace(undefined);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  if (reading && error)
    return (
      <EmptyState title={t('inbox.failed')} hint={t(`error.${error.code}`)}>
        <Button variant="default" onClick={() => void readFloorRows()}>
          {t('action.retry')}
        </Button>
      </EmptyState>
    );
  if (reading) return <Skeleton rows={6} />;
  if (rows.length === 0) return <EmptyState title={t('floor.noneHere')} />;
  return (
    <div
      ref={attach}
      className={styles.scroller}
      role="listbox"
      aria-label={label}
      aria-multiselectable
      aria-activedescendant={current && optionId(current.customerId)}
      tabIndex={0}
      data-floor-list
      onKeyDown={onKeyDown}
      onScroll={onScroll}
    >
      <div className={styles.rows} role="presentation" style={{ height: rows.length * rowHeight }}>
        {rows.slice(start, end).map((row, index) => (
          <InboxOption
            key={row.customerId}
            row={row}
            position={start + index + 1}
            total={more ? -1 : rows.length}
            top={(start + index) * rowHeight}
            selected={row.customerId === (followed ?? current?.customerId)}
            picking={picked.size > 0}
            chosen={picked.has(row.customerId)}
            onOpen={open}
            drag={drag}
          />
        ))}
      </div>
    </div>
  );
}

const none: readonly InboxRow[] = [];

/** What is dragged is in the state; the system only carries that something is, and a word of how many. */
const drag = {
  start({ customerId, name }: InboxRow, transfer: DataTransfer): void {
    const { length } = useApp.getState().drag(customerId);
    transfer.effectAllowed = 'move';
    transfer.setData('text/plain', name);
    if (length > 1) transfer.setDragImage(countImage(length), -12, 12);
  },
  end(): void {
    useApp.getState().drop();
  },
};

/** The number of those who are dragged, as a picture under the pointer. */
function countImage(count: number): HTMLElement {
  const image = document.createElement('div');
  image.className = styles.count ?? '';
  image.textContent = String(count);
  document.body.append(image);
  // The system has taken its picture when the event is over.
  setTimeout(() => image.remove());
  return image;
}
