import i18next from 'i18next';
import type { InboxRow } from '../../../shared/contract/api.ts';
import type { Call, CallParticipant } from '../../../shared/model/index.ts';
import { duration } from '../../i18n/time.ts';

type Headline = Pick<Call, 'state' | 'outcome' | 'direction' | 'talkMs' | 'queue'>;

/** How a call stands or went, in a few words. */
export function callHeadline(call: Headline): string {
  if (call.state !== 'ended') return i18next.t(`telephony.state.${call.direction}.${call.state}`, { queue: call.queue ?? '' });
  if (call.outcome === undefined) return i18next.t('telephony.outcome.unclear');
  if (call.outcome === 'answered') {
    const length = duration(call.talkMs ?? 0);
    return i18next.t(`telephony.outcome.${call.direction}.answered`, { length });
  }
  return i18next.t(`telephony.outcome.${call.direction}.${call.outcome}`);
}

/** The same for a line of the list, which knows less. */
export function rowCallWords(direction: InboxRow['last']['direction'], call: NonNullable<InboxRow['last']['call']>): string {
  return callHeadline({ ...call, direction: direction === 'out' ? 'out' : 'in' });
}

/** A desk or a number, as a person would say it. */
export function participantName({ name, extension, number }: CallParticipant): string {
  return name ?? extension ?? number ?? i18next.t('telephony.somebody');
}

/** What happened on the way, a line each. */
export function callFacts(call: Call): string[] {
  const facts: string[] = [];
  if (call.direction === 'in' && call.answeredBy) {
    facts.push(i18next.t('telephony.answeredBy', { name: participantName(call.answeredBy) }));
  }
  if (call.direction === 'out' && call.dialledBy) {
    facts.push(i18next.t('telephony.dialledBy', { name: participantName(call.dialledBy) }));
  }
  if (call.queue !== undefined) facts.push(i18next.t('telephony.inQueue', { queue: call.queue }));
  if (call.waitMs !== undefined && call.waitMs >= 1000) {
    facts.push(i18next.t('telephony.waited', { length: duration(call.waitMs) }));
  }
  if (call.holdMs !== undefined && call.holdMs >= 1000) {
    facts.push(i18next.t('telephony.heldFor', { length: duration(call.holdMs) }));
  }
  for (const { kind, from, to } of call.transfers) {
    facts.push(i18next.t(`telephony.transfer.${kind}`, { from: participantName(from), to: participantName(to) }));
  }
  if (call.state === 'ended' && call.outcome !== 'answered' && call.legs.length > 0) {
    const names = [...new Set(call.legs.map(participantName))];
    facts.push(i18next.t('telephony.rang', { names: names.join(', ') }));
  }
  if (call.outcome === 'failed' && call.cause) facts.push(call.cause.text);
  return facts;
}

/** Nobody spoke to the one who called. */
export function isMissed(call: Pick<Call, 'direction' | 'state' | 'answeredAt'>): boolean {
  return call.direction === 'in' && call.state === 'ended' && call.answeredAt === undefined;
}

/** Two spellings of one number: with the code of the country or without. */
export function sameNumber(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const [one, other] = [a.replace(/\D/g, ''), b.replace(/\D/g, '')];
  const national = 10;
  if (one.length < national || other.length < national) return one !== '' && one === other;
  return one.slice(-national) === other.slice(-national);
}
