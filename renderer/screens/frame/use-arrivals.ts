import { useEffect } from 'react';
import { desktop } from '../../bridge/desktop.ts';
import { useApp } from '../../state/store.ts';
import { arrivals } from './arrivals.ts';

/** A system notification for what arrives while the window is not looked at. Only a hint: the list is the truth. */
export function useArrivals(): void {
  useEffect(
    () =>
      useApp.subscribe((now, before) => {
        if (now.rows === before.rows || now.rowsList !== before.rowsList || document.hasFocus()) return;
        for (const row of arrivals(before.rows, now.rows)) {
          desktop.notify({ title: row.name, body: row.last.subject ?? row.last.excerpt, customerId: row.customerId });
        }
      }),
    [],
  );
}
