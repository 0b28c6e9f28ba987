import i18next from 'i18next';
import type { LateDecision } from '../../../shared/model/index.ts';

/** `Not resolved: the customer wrote after that`. */
export function lateWords(late: LateDecision): string {
  return i18next.t('notices.late.said', { what: wantedWords(late), why: whyWords(late) });
}

function wantedWords({ wanted: { mine, assignee, status, tags, answer } }: LateDecision): string {
  const parts = [
    ...(mine ? [i18next.t('notices.late.take')] : []),
    ...(mine || assignee === undefined
      ? []
      : [assignee === null ? i18next.t('notices.late.release') : i18next.t('notices.late.give', { name: assignee })]),
    ...(status === undefined ? [] : [i18next.t(`notices.late.${status}`)]),
    ...(tags ? [i18next.t('notices.late.tags')] : []),
    ...(answer ? [i18next.t('notices.late.answer')] : []),
  ];
  return parts.join('; ');
}

function whyWords({ why, by = '', status }: LateDecision): string {
  if (why === 'not-allowed') return i18next.t('notices.late.notAllowed');
  if (why !== 'changed') return i18next.t(`notices.late.${why}`, { by });
  const word = i18next.t(`conversation.statusWord.${status ?? 'open'}`);
  return i18next.t(by === '' ? 'notices.late.changed' : 'notices.late.changedBy', { by, status: word });
}
