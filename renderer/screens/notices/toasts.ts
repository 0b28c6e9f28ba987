import i18next from 'i18next';
import type { Notice } from '../../../shared/model/index.ts';
import { noticeText, noticeTitle } from './notice-words.ts';

/** What the system shows; a click on it opens the customer, if it is about one. */
type Toast = { title: string; body: string; customerId: string };

/** Title and words of a toast. */
function toastOf(notice: Notice): Toast {
  const { kind, count, customerId = '' } = notice;
  const title = count > 1 ? `${noticeTitle(notice)} (${count})` : noticeTitle(notice);
  const text = noticeText(notice);
  const body = kind === 'mine' ? text : [i18next.t(`notices.kind.${kind}`), text].filter(Boolean).join(': ');
  return { title, body, customerId };
}

/** More than this at once is a return from sleep or a rush, and nobody wants a toast for each: one tells of all. */
const atMost = 3;

/** One toast for all of them: how many, and whom they are about. */
function toastOfMany(notices: readonly Notice[]): Toast {
  const names = [...new Set(notices.map(noticeTitle))];
  const named = names.slice(0, atMost).join(', ');
  return {
    title: i18next.t('notices.many', { count: notices.length }),
    body: names.length > atMost ? `${named}…` : named,
    customerId: '',
  };
}

/** What the system is to show for these. */
export function toastsOf(notices: readonly Notice[]): Toast[] {
  return notices.length > atMost ? [toastOfMany(notices)] : notices.map(toastOf);
}
