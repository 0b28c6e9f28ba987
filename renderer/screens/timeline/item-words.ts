import i18next from 'i18next';
import type { Item, TimelineEvent } from '../../../shared/model/index.ts';
import { moment } from '../../i18n/time.ts';

export function authorName(item: Item): string {
  return item.author.type === 'system' ? i18next.t('timeline.system') : item.author.name;
}

/** `Email from Мария Кузнецова, 10:02`; what we sent is `to` the customer, or to whom it was passed on. */
export function itemName(item: Item, customerName: string, now: number): string {
  const kind = i18next.t(`kind.${item.kind}`);
  const time = moment(item.sentAt, now);
  const [other] = item.passedOn?.to ?? [];
  const to = other ? (other.name ?? other.address) : customerName;
  if (item.direction === 'out') return i18next.t('timeline.itemTo', { kind, name: to, time });
  return i18next.t('timeline.itemFrom', { kind, name: authorName(item), time });
}

const statuses = ['open', 'pending', 'snoozed', 'resolved'] as const;

function statusWord(status: string): string {
  const known = statuses.find((each) => each === status);
  return known ? i18next.t(`conversation.statusWord.${known}`) : status;
}

/** What happened, in a sentence. */
export function eventWords(event: TimelineEvent, who: string, bySystem = false): string {
  switch (event.type) {
    case 'status':
      if (event.until !== undefined) return i18next.t('event.snoozed', { who, time: moment(event.until, Date.now()) });
      if (event.result !== undefined) return i18next.t('event.resolvedAs', { who, result: event.result });
      if (event.from === 'snoozed' && bySystem) return i18next.t('event.woken');
      return i18next.t('event.status', { who, to: statusWord(event.to) });
    case 'assigned':
      if (event.unanswered !== undefined) {
        const asked = event.unanswered;
        return event.to === undefined
          ? i18next.t('event.unansweredQueue', { asked })
          : i18next.t('event.unanswered', { asked, to: event.to });
      }
      if (event.to === undefined) return i18next.t('event.unassigned', { who });
      return event.to === who ? i18next.t('event.assignedSelf', { who }) : i18next.t('event.assigned', { who, to: event.to });
    case 'linked': {
      const [a, b] = event.names;
      if (event.byRule && a === b) return i18next.t('event.sameNameLinkedByRule', { a, value: event.value ?? '' });
      if (event.byRule) return i18next.t('event.linkedByRule', { a, b, value: event.value ?? '' });
      return i18next.t('event.linked', { who, a, b });
    }
    case 'unlinked':
      return i18next.t('event.unlinked', { who, a: event.names[0], b: event.names[1] });
  }
}
