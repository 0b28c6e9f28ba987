import i18next from 'i18next';
import { moment } from '../../i18n/time.ts';

/** That so many were given to whoever is named. One is not counted, but told apart by hand: Russian has one form for 1 and for 21. */
export function givenWords(count: number, name: string): string {
  return count === 1 ? i18next.t('desk.given', { name }) : i18next.t('desk.givenMany', { count, name });
}

/** That so many were put off until then (epoch ms), or until they write. */
export function snoozedWords(count: number, until: number | undefined): string {
  if (until === undefined)
    return count === 1 ? i18next.t('desk.snoozedUntilAnswer') : i18next.t('desk.snoozedManyUntilAnswer', { count });
  const time = moment(until, Date.now());
  return count === 1 ? i18next.t('desk.snoozedUntil', { time }) : i18next.t('desk.snoozedManyUntil', { count, time });
}
