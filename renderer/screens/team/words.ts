import i18next from 'i18next';
import type { ReassignRefusal } from '../../../shared/contract/team.ts';
import type { EpochMs, Handoff, HandoffNote } from '../../../shared/model/index.ts';
import type { CallError } from '../../bridge/call-error.ts';
import { span, when } from '../../i18n/time.ts';
import type { NewsLine, TeamNews } from './news.ts';

const minute = 60_000;

/** `3 s ago`, `4 min ago`. */
export function agoWords(at: EpochMs, now: number): string {
  const age = Math.max(0, now - at);
  return age < minute ? i18next.t('team.secondsAgo', { count: Math.max(1, Math.round(age / 1000)) }) : when(at, now);
}

/** Who was first, when the server says so: `Oleg took it 3 s ago`. */
export function holderWords(error: Pick<CallError, 'code' | 'details'>, now: number): string | undefined {
  if (error.code !== 'conflict') return undefined;
  const { holder, at } = error.details ?? {};
  const name = nameOf(holder);
  if (name === undefined) return undefined;
  return typeof at === 'number'
    ? i18next.t('team.firstAgo', { holder: name, ago: agoWords(at, now) })
    : i18next.t('team.first', { holder: name });
}

function nameOf(holder: unknown): string | undefined {
  if (typeof holder === 'string') return holder;
  if (typeof holder !== 'object' || holder === null || !('name' in holder)) return undefined;
  return typeof holder.name === 'string' ? holder.name : undefined;
}

/** Why one of several was not handed over. */
export function refusalWords({ why, holder }: ReassignRefusal): string {
  if (why === 'changed' && holder !== undefined) return i18next.t('team.reassign.why.changedBy', { holder });
  return i18next.t(`team.reassign.why.${why}`);
}

/** Who gets what was handed over. */
export function receiverOf({ to, toDepartment }: Pick<Handoff, 'to' | 'toDepartment'>): string {
  return to?.name ?? toDepartment?.name ?? '';
}

/** `12 min left to accept`. */
export function leftWords(dueAt: EpochMs, now: number): string {
  return dueAt <= now ? i18next.t('team.handoff.over') : i18next.t('team.handoff.left', { time: span(dueAt - now) });
}

export const noteParts = ['wants', 'done', 'promised', 'dontAsk'] as const;
export type NotePart = (typeof noteParts)[number];

/** Without what was left empty; `undefined` when nothing was said at all. */
export function trimmedNote(note: HandoffNote): HandoffNote | undefined {
  const said = [...noteParts, 'text' as const].flatMap((part) => {
    const words = note[part]?.trim() ?? '';
    return words === '' ? [] : [[part, words] as const];
  });
  return said.length === 0 ? undefined : Object.fromEntries(said);
}

/** A handoff note as lines of a note on the timeline. */
export function noteText(note: HandoffNote): string {
  const parts = noteParts.flatMap((part) =>
    note[part] === undefined ? [] : [`${i18next.t(`team.handoff.${part}`)}: ${note[part]}`],
  );
  return [...parts, ...(note.text === undefined ? [] : [note.text])].join('\n');
}

/** Whom it is about: `Maria`, `Maria and 49 more`. */
export const newsTitle = ({ news, more }: NewsLine): string =>
  more === 0 ? news.customer.name : i18next.t('team.news.with', { name: news.customer.name, count: more });

/** What has come from colleagues, in a sentence. */
export function newsWords(news: TeamNews): string {
  if (news.kind === 'whisper') return i18next.t('team.news.whisper', { name: news.whisper.from.name, text: news.whisper.text });
  const { handoff } = news;
  if (news.kind === 'handoff') return i18next.t('team.news.handoff', { name: handoff.by.name });
  if (handoff.state === 'expired') return i18next.t('team.news.expired');
  return i18next.t('team.news.returned', { name: receiverOf(handoff) });
}
