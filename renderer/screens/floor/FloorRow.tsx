import { memo, type ReactNode, useState } from 'react';
import { useNow } from '../../components/use-now.ts';
import type { Column } from './column.ts';
import styles from './FloorGrid.module.css';

type Props<T> = {
  id: string;
  row: T;
  position: number;
  columns: ReadonlyArray<Column<T>>;
  /** Its conversations stand beside the floor. */
  opened: boolean;
  /** In the tab order. */
  active: boolean;
  dragging: boolean;
  /** Why nothing can be dropped here. */
  refusal: string | undefined;
  onFocus: (id: string) => void;
  onOpen: (row: T) => void;
  onDrop: (row: T, at: { x: number; y: number }) => void;
  end: ((row: T) => ReactNode) | undefined;
};

function Row<T>({ id, row, position, columns, opened, active, dragging, refusal, onFocus, onOpen, onDrop, end }: Props<T>) {
  const now = useNow();
  const [over, setOver] = useState(false);
  const takes = dragging && refusal === undefined;
  return (
    <tr
      className={styles.row}
      data-row={id}
      data-over={(over && takes) || undefined}
      data-refuses={(dragging && !takes) || undefined}
      title={refusal}
      tabIndex={active ? 0 : -1}
      aria-rowindex={position}
      aria-selected={opened}
      onFocus={() => onFocus(id)}
      onClick={() => onOpen(row)}
      onDragOver={(event) => {
        if (!takes) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
        setOver(true);
      }}
      onDragLeave={(event) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node && event.currentTarget.contains(to))) setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (takes) onDrop(row, { x: event.clientX, y: event.clientY });
      }}
    >
      {columns.map(({ key, figure, cell }) => (
        <td key={key} data-figure={figure}>
          {cell(row, now)}
        </td>
      ))}
      {end && (
        // biome-ignore lint/a11y/useKeyWithClickEvents: only keeps a click on its buttons from opening the row
        <td onClick={(event) => event.stopPropagation()}>{end(row)}</td>
      )}
    </tr>
  );
}

/** One row; drawn again only when it says something new. */
export const FloorRow = memo(Row) as typeof Row;
