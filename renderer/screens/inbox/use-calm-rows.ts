import { useEffect, useRef, useState } from 'react';
import type { InboxRow } from '../../../shared/contract/api.ts';
import { holdOrder, sameOrder } from './calm-order.ts';

/** The hand is at rest when the pointer has not moved for this long. */
const restMs = 800;

/**
 * Rows to draw. Their order is held while the pointer moves inside the list and let go when it rests or leaves;
 * `group` names the list, whose change is never held.
 */
export function useCalmRows(rows: readonly InboxRow[], group: string | undefined) {
  const [, redraw] = useState(0);
  const drawn = useRef({ rows, group });
  const busyUntil = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const now = performance.now();
  const grew =
    rows.length >= drawn.current.rows.length && sameOrder(rows.slice(0, drawn.current.rows.length), drawn.current.rows);
  const held = now < busyUntil.current && group === drawn.current.group && !grew;
  const shown = held ? holdOrder(drawn.current.rows, rows) : rows;

  useEffect(() => {
    drawn.current = { rows: shown, group };
    clearTimeout(timer.current);
    if (held) timer.current = setTimeout(() => redraw((count) => count + 1), busyUntil.current - performance.now() + 1);
    return () => clearTimeout(timer.current);
  });

  return {
    rows: shown,
    onPointerMove: () => {
      busyUntil.current = performance.now() + restMs;
    },
    onPointerLeave: () => {
      busyUntil.current = 0;
      redraw((count) => count + 1);
    },
  };
}
