import i18next from 'i18next';
import type { InboxRow } from '../../../shared/contract/api.ts';
import type { AgentId } from '../../../shared/model/index.ts';
import { moment, short } from '../../i18n/time.ts';
import { attachmentWords } from '../attachment-words.ts';
import { slaWords } from '../team/sla.ts';
import { rowCallWords } from '../telephony/call-words.ts';
import { waitingWords } from '../waiting-words.ts';

/** Second line of a row: the last thing that was said, and by whom when it was us. */
export function lastLine(row: InboxRow): string {
  const { last } = row;
  if (last.kind === 'event') return i18next.t('inbox.event');
  if (last.call) return rowCallWords(last.direction, last.call);
  const said = [last.subject, last.excerpt].filter((part) => part !== undefined && part !== '').join(' — ');
  const text = said || attachmentWords(last.attachmentKinds) || i18next.t('inbox.noText');
  if (last.kind === 'note') return i18next.t('inbox.noteBy', { text });
  if (last.direction !== 'out') return text;
  return last.by === undefined ? i18next.t('inbox.you', { text }) : i18next.t('inbox.by', { name: firstName(last.by), text });
}

/** There is room for little. */
const firstName = (name: string): string => name.split(' ')[0] ?? name;

/** When something is to be done about them, or since when it should have been. */
export const remindWords = (at: number, now: number): string =>
  i18next.t(at <= now ? 'inbox.remindDue' : 'inbox.remindAt', { time: moment(at, now) });

/** Until when they are put off; without a time, until they write. */
export const snoozeWords = (until: number | undefined, now: number): string =>
  until === undefined ? i18next.t('inbox.snoozedUntilAnswer') : i18next.t('inbox.snoozedUntil', { time: moment(until, now) });

/** What the accessible name of a row says after the name: channel, waiting time, unread count. */
export function rowFacts(
  row: InboxRow,
  now: number,
  team: { me?: AgentId | undefined; handedBy?: string | undefined } = {},
): string {
  const { last, waitingSince } = row;
  const parts: string[] = [last.channelKind ? i18next.t(`channel.${last.channelKind}`) : i18next.t(`kind.${last.kind}`)];
  const silent = i18next.t('inbox.lastAt', { time: short(row.lastActivityAt, now) });
  parts.push(waitingSince === undefined ? silent : waitingWords(waitingSince, now));
  if (team.handedBy !== undefined) parts.push(i18next.t('team.handoff.row', { name: team.handedBy }));
  if (row.sla && !row.sla.paused) parts.push(slaWords(row.sla, now));
  if (row.assignee && row.assignee.id !== team.me) parts.push(i18next.t('inbox.assignedTo', { name: row.assignee.name }));
  if (row.status === 'snoozed') parts.push(snoozeWords(row.snoozedUntil, now));
  if (row.remindAt !== undefined) parts.push(remindWords(row.remindAt, now));
  if (row.tags.length > 0) parts.push(i18next.t('inbox.tags', { names: row.tags.map(({ name }) => name).join(', ') }));
  if (row.unread > 0) parts.push(i18next.t('inbox.unread', { count: row.unread }));
  return parts.join(', ');
}
