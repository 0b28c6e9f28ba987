import { type ReactNode, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { useApp } from '../../state/store.ts';
import type { Column } from './column.ts';
import styles from './FloorGrid.module.css';
import { FloorRow } from './FloorRow.tsx';
import { useHeldPlaces } from './use-held-places.ts';

type Props<T> = {
  label: string;
  rows: readonly T[];
  keyOf: (row: T) => string;
  columns: ReadonlyArray<Column<T>>;
  opened: string | undefined;
  onOpen: (row: T) => void;
  /** Why nothing can be dropped on it; absent: it can. */
  refusesDrop: (row: T) => string | undefined;
  onDrop: (row: T, at: { x: number; y: number }) => void;
  /** Buttons at the end of the row. */
  end?: (row: T) => ReactNode;
  /** Rows have room for two lines. */
  tall?: boolean;
};

/**
 * Rows that are walked with the arrows (one of them is in the tab order), opened with Enter and dropped upon. Right goes through
 * the buttons of a row, left comes back.
 */
export function FloorGrid<T>(props: Props<T>) {
  const { label, keyOf, columns, opened } = props;
  const dragging = useApp((state) => state.dragging !== undefined);
  const { rows, touching } = useHeldPlaces(props.rows, keyOf, dragging);
  const [active, setActive] = useState<string>();
  const body = useRef<HTMLTableSectionElement>(null);
  const focused = useRef(false);
  const current = rows.some((row) => keyOf(row) === active) ? active : rows[0] && keyOf(rows[0]);

  const take = useCallback((key: string) => {
    focused.current = true;
    setActive(key);
  }, []);
  const focusRow = (key: string | undefined): void => {
    body.current?.querySelector<HTMLElement>(`[data-row="${key}"]`)?.focus();
  };
  // A row that moves loses the keyboard; it is given back.
  useLayoutEffect(() => {
    if (focused.current && document.activeElement === document.body) focusRow(current);
  });

  function onKeyDown(event: React.KeyboardEvent): void {
    const at = rows.findIndex((row) => keyOf(row) === current);
    const page = 10;
    const targets: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: rows.length - 1,
    };
    const target = targets[event.code];
    const row = target === undefined ? undefined : rows[Math.max(0, Math.min(rows.length - 1, target))];
    if (row) {
      event.preventDefault();
      focusRow(keyOf(row));
      return;
    }
    const focusedRow = event.target instanceof HTMLTableRowElement ? event.target : undefined;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.code];
    if (step !== undefined && event.target instanceof HTMLElement) {
      const row = event.target.closest('tr');
      const places: HTMLElement[] = row ? [row, ...row.querySelectorAll('button')] : [];
      const next = places[places.indexOf(event.target) + step];
      event.preventDefault();
      next?.focus();
    }
    const here = rows[at];
    if ((event.code === 'Enter' || event.code === 'NumpadEnter') && focusedRow && here) {
      event.preventDefault();
      props.onOpen(here);
    }
  }

  return (
    <table
      className={styles.grid}
      data-tall={props.tall}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table walked with the arrows (WAI-ARIA APG)
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        focused.current = event.currentTarget.contains(event.relatedTarget);
      }}
      {...touching}
    >
      <thead>
        <tr className={styles.head}>
          {columns.map(({ key, head, figure }) => (
            <th key={key} scope="col" data-figure={figure} title={head}>
              {head}
            </th>
          ))}
          <td />
        </tr>
      </thead>
      <tbody ref={body} className={styles.body}>
        {rows.map((row, index) => (
          <FloorRow
            key={keyOf(row)}
            id={keyOf(row)}
            row={row}
            position={index + 2}
            columns={columns}
            opened={opened === keyOf(row)}
            active={current === keyOf(row)}
            dragging={dragging}
            refusal={dragging ? props.refusesDrop(row) : undefined}
            onFocus={take}
            onOpen={props.onOpen}
            onDrop={props.onDrop}
            end={props.end}
          />
        ))}
      </tbody>
    </table>
  );
}
