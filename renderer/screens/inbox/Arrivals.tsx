import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp } from '../../state/store.ts';
import { arrivals } from './arrivals.ts';

/** More at once is an import or a return from sleep, of which the number is enough. */
const named = 2;

/**
 * Says for the ear who has written, in a polite live region: it waits for the end of what is being read, and takes no focus. The
 * open customer's timeline says for itself what is new on it.
 */
export function Arrivals() {
  const { t } = useTranslation();
  const [told, setTold] = useState({ turn: 0, names: [] as string[] });
  useEffect(
    () =>
      useApp.subscribe((now, before) => {
        // Another list, or the first one, is not news.
        if (now.rows === before.rows || now.rowsList !== before.rowsList || now.rowsList === undefined) return;
        const others = now.rows.filter(({ customerId }) => customerId !== now.selected);
        const names = arrivals(before.rows, others);
        if (names.length > 0) setTold(({ turn }) => ({ turn: turn + 1, names }));
      }),
    [],
  );
  const { turn, names } = told;
  return (
    <div className="sr-only" aria-live="polite" data-arrivals>
      {names.length > 0 && (
        // A new element each time, or the same words twice would be said once.
        <p key={turn}>
          {names.length > named
            ? t('inbox.arrivedMany', { count: names.length })
            : t('inbox.arrived', { names: names.join(', ') })}
        </p>
      )}
    </div>
  );
}
