import { useEffect, useRef, useState } from 'react';
import { holdPlaces } from '../../state/floor-order.ts';

/** The hand has left the rows alone when nothing was moved or pressed in them for this long. */
const restMs = 5_000;

/**
 * Rows in the order to be drawn: `sorted`, but while a hand is at them (or `holding`: something is being dragged) everybody keeps
 * their place. The handlers belong on what holds the rows.
 */
export function useHeldPlaces<T>(sorted: readonly T[], keyOf: (row: T) => string, holding: boolean) {
  const [, redraw] = useState(0);
  const busyUntil = useRef(0);
  const drawn = useRef(sorted);
  const held = holding || performance.now() < busyUntil.current;
  const rows = held ? holdPlaces(drawn.current, sorted, keyOf) : sorted;

  useEffect(() => {
    drawn.current = rows;
    if (!held || rows.every((row, index) => row === sorted[index])) return;
    const timer = setTimeout(() => redraw((turn) => turn + 1), Math.max(0, busyUntil.current - performance.now()) + 1);
    return () => clearTimeout(timer);
  });

  const touch = useRef(() => {
    busyUntil.current = performance.now() + restMs;
  });
  const letGo = useRef(() => {
    busyUntil.current = 0;
    redraw((turn) => turn + 1);
  });
  return { rows, touching: { onPointerMove: touch.current, onPointerLeave: letGo.current, onKeyDownCapture: touch.current } };
}
