import i18next from 'i18next';
import { short } from '../i18n/time.ts';

const hour = 3_600_000;

const minute = 60_000;

/** `waiting less than a minute`, `waiting 4 min`, `waiting since 10:02`. */
export function waitingWords(since: number, now: number): string {
  if (now - since < minute) return i18next.t('inbox.waitingNow');
  return i18next.t(now - since < hour ? 'inbox.waiting' : 'inbox.waitingSince', { time: short(since, now) });
}
