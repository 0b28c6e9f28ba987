import { useEffect, useRef, useState } from 'react';
import type { InboxRow } from '../../../shared/contract/api.ts';
import { beginsWith, holdOrder } from './calm-order.ts';

/** The hand has left the list alone when the pointer has not moved in it for this long. */
const restMs = 5_000;
const modifiers = new Set(['Shift', 'Control', 'Meta', 'Alt', 'AltGraph']);

/** What was drawn last, of which rows. */
type Drawn = { fresh: readonly InboxRow[]; shown: readonly InboxRow[]; group: string | undefined };

/** Rows to draw after `drawn`, and whether a hand is at the list. */
function calm(drawn: Drawn, fresh: readonly InboxRow[], group: string | undefined, busy: boolean): readonly InboxRow[] {
  if (!busy || group !== drawn.group || fresh === drawn.shown) return fresh;
  if (fresh === drawn.fresh) return drawn.shown;
  return beginsWith(fresh, drawn.shown) ? fresh : holdOrder(drawn.shown, fresh);
}

/**
 * Rows to draw. Their order is held while a hand is at the list: from the pointer's last move in it until it leaves, rests
 * for long, or the keyboard takes over. `group` names the list, whose change is never held.
 */
export function useCalmRows(fresh: readonly InboxRow[], group: string | undefined) {
  const [, redraw] = useState(0);
  const drawn = useRef<Drawn>({ fresh, shown: fresh, group });
  const busyUntil = useRef(0);

  const shown = calm(drawn.current, fresh, group, performance.now() < busyUntil.current);

  useEffect(() => {
    drawn.current = { fresh, shown, group };
    if (shown === fresh) return;
    const timer = setTimeout(() => redraw((count) => count + 1), busyUntil.current - performance.now() + 1);
    return () => clearTimeout(timer);
  });

  const letGo = useRef(() => {
    busyUntil.current = 0;
    if (drawn.current.shown !== drawn.current.fresh) redraw((count) => count + 1);
  });
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent): void => {
      if (!modifiers.has(key)) letGo.current();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, []);

  return {
    rows: shown,
    onPointerMove: () => {
      busyUntil.current = performance.now() + restMs;
    },
    onPointerLeave: letGo.current,
  };
}
