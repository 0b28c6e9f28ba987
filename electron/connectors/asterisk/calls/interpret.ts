import type { InboundAttachment, InboundCall, InboundParticipant } from '../../../../shared/contract/connector.ts';
import type { CallCause, CallOutcome, CallState } from '../../../../shared/model/index.ts';
import { messageRef } from '../message-file.ts';
import type { CallFacts, ChannelFacts, TransferFacts } from './facts.ts';
import { isOver } from './facts.ts';
import { legsOf } from './legs.ts';
import { extensionOf, type House, isInternal, leadsOut, type Sides, sidesOf } from './sides.ts';
import { covered, type Talk, talksOf, within } from './talk.ts';

/** What a connector is told of a call by a PBX; `undefined` while nobody outside has to do with it. Pure. */
export function interpret(facts: CallFacts, house: House): InboundCall | undefined {
  const sides = sidesOf(facts, house);
  if (!sides || (facts.channels.length === 0 && !facts.ordered)) return undefined;
  const { customers, direction } = sides;
  const talks = talksOf(facts, customers);
  const legs = legsOf(facts, house, customers, talks);
  const ended = isOver(facts);
  const startedAt = facts.ordered?.at ?? Math.min(...facts.channels.map(({ at }) => at));
  const lastEnd = Math.max(startedAt, facts.ordered?.failed?.at ?? 0, ...facts.channels.map(({ endAt }) => endAt ?? 0));
  // When the end was not seen, its time is not known either.
  const lost = facts.channels.some((channel) => channel.lost);
  const endedAt = ended && !lost && !(facts.gap && facts.channels.length === 0) ? lastEnd : undefined;
  const until = ended ? lastEnd : Number.NaN;
  const [first] = talks;
  const held = within(facts.holds, talks);
  const open = held.find(({ to }) => to === undefined);
  const state = stateOf(facts, {
    ended,
    talks,
    held: open !== undefined,
    ringing: legs.some(({ result }) => result === 'ringing' || result === 'talking'),
    direction,
  });
  const outcome = ended ? outcomeOf(facts, sides, { answered: first !== undefined, legs }) : undefined;
  const cause = ended ? causeOf(facts, sides, outcome) : undefined;
  const closed = <T extends { to?: number }>(spans: readonly T[]): T[] => spans.filter(({ to }) => ended || to !== undefined);
  const queue = facts.queues.at(-1)?.queue;
  const rings = ringsOf(facts, direction, customers);
  const answeredBy = first && direction === 'in' ? participantOf(facts, house, first.with) : undefined;
  return {
    type: 'call',
    remoteId: facts.linkedId,
    revision: facts.revision,
    direction,
    state,
    startedAt,
    legs,
    transfers: facts.transfers.map((transfer) => ({
      kind: transfer.kind,
      at: transfer.at,
      from: participantOf(facts, house, transfer.from),
      to: targetOf(facts, house, transfer),
    })),
    recordings: ended ? recordingsOf(facts, covered(closed(talks), until)) : [],
    ...(outcome === undefined ? {} : { outcome }),
    ...(sides.number === undefined ? {} : { number: sides.number }),
    ...(sides.callerName === undefined ? {} : { callerName: sides.callerName }),
    ...(sides.line === undefined ? {} : { line: sides.line }),
    ...(sides.dialledBy === undefined ? {} : { dialledBy: { extension: sides.dialledBy } }),
    ...(queue === undefined ? {} : { queue }),
    ...(first === undefined ? {} : { answeredAt: first.from }),
    ...(answeredBy === undefined ? {} : { answeredBy }),
    ...(open === undefined || ended ? {} : { heldSince: open.from }),
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(facts.queues.length === 0 || ((!ended || lost) && first === undefined) ? {} : { waitMs: waitOf(facts, first, until) }),
    ...(rings.length === 0 || ((!ended || lost) && first === undefined) ? {} : { ringMs: ringOf(rings, first, until) }),
    ...(first === undefined || lost ? {} : { talkMs: covered(closed(talks), until) - covered(closed(held), until) }),
    ...(held.length === 0 || lost ? {} : { holdMs: covered(closed(held), until) }),
    ...(ended && facts.hangupBy !== undefined
      ? { endedBy: customers.has(facts.hangupBy) ? ('them' as const) : ('us' as const) }
      : {}),
    ...(cause === undefined ? {} : { cause }),
    ...(facts.gap === undefined ? {} : { unobserved: facts.gap }),
    ...(!ended && facts.recordings.some(({ endAt }) => endAt === undefined) ? { recording: 'running' as const } : {}),
  };
}

function stateOf(
  facts: CallFacts,
  now: { ended: boolean; talks: readonly Talk[]; held: boolean; ringing: boolean; direction: 'in' | 'out' },
): CallState {
  if (now.ended) return 'ended';
  if (now.talks.some(({ to }) => to === undefined)) return now.held ? 'held' : 'talking';
  if (now.ringing || now.direction === 'out') return 'ringing';
  // Between two bridges, as in the middle of a transfer, a call that was answered goes on ringing somewhere.
  return now.talks.length > 0 && !facts.queues.some(({ endAt }) => endAt === undefined) ? 'ringing' : 'queued';
}

function outcomeOf(
  facts: CallFacts,
  { direction, customers }: Sides,
  { answered, legs }: { answered: boolean; legs: InboundCall['legs'] },
): CallOutcome | undefined {
  if (answered) return 'answered';
  if (facts.voicemailAt !== undefined) return 'voicemail';
  // It went on while nobody listened: how it ended is not known.
  if (facts.channels.some(({ lost }) => lost) || (facts.gap && facts.channels.length === 0)) return undefined;
  if (direction === 'in') {
    if (facts.queues.some(({ abandoned }) => abandoned)) return 'abandoned';
    return legs.length > 0 && legs.every(({ result }) => result === 'busy') ? 'busy' : 'missed';
  }
  const statuses = facts.dials.flatMap(({ to, status }) => (customers.has(to) && status !== undefined ? [status] : []));
  const causes = facts.channels.flatMap(({ id, cause }) => (customers.has(id) && cause !== undefined ? [cause] : []));
  if (customers.size === 0) return 'failed';
  if (statuses.includes('BUSY') || causes.includes(17) || causes.includes(21)) return 'busy';
  return statuses.some((status) => status === 'CHANUNAVAIL' || status === 'CONGESTION') ? 'failed' : 'no-answer';
}

function causeOf(facts: CallFacts, { customers }: Sides, outcome: CallOutcome | undefined): CallCause | undefined {
  if (facts.restarted) return { text: 'The PBX was restarted' };
  const told = (channel: ChannelFacts | undefined): CallCause | undefined =>
    channel?.cause === undefined ? undefined : { code: channel.cause, text: channel.causeText ?? '' };
  const theirs = facts.channels.findLast(({ id, cause }) => customers.has(id) && cause !== undefined);
  const cause = told(theirs) ?? told(facts.channels.find(({ cause: one }) => one !== undefined));
  if (cause || outcome === 'answered' || !facts.ordered?.failed) return cause;
  return { text: originateReasons[facts.ordered.failed.reason] ?? 'The PBX could not begin the call' };
}

/** `Reason` of OriginateResponse is a control frame's number (include/asterisk/frame.h, ast_control_frame_type). */
const originateReasons: Readonly<Record<number, string>> = {
  1: 'The desk hung up',
  3: 'The desk did not answer',
  5: 'The desk is busy',
  8: 'The desk cannot be reached',
};

function waitOf(facts: CallFacts, first: Talk | undefined, until: number): number {
  const limit = first?.from ?? until;
  return covered(
    facts.queues.map(({ at, endAt = limit }) => ({ from: at, to: Math.min(endAt, limit) })),
    limit,
  );
}

/** Ringing of desks for them, or of them for us. */
const ringsOf = (
  facts: CallFacts,
  direction: 'in' | 'out',
  customers: ReadonlySet<string>,
): Array<{ from: number; to?: number }> =>
  facts.dials
    .filter(({ to }) => (direction === 'out') === customers.has(to))
    .map(({ at, ringAt, endAt }) => ({ from: ringAt ?? at, ...(endAt === undefined ? {} : { to: endAt }) }));

function ringOf(rings: ReadonlyArray<{ from: number; to?: number }>, first: Talk | undefined, until: number): number {
  const limit = first?.from ?? until;
  return covered(
    rings.filter(({ from }) => from <= limit).map(({ from, to = limit }) => ({ from, to: Math.min(to, limit) })),
    limit,
  );
}

function participantOf(facts: CallFacts, house: House, id: string): InboundParticipant {
  const one = facts.channels.find((channel) => channel.id === id);
  if (!one) return {};
  const extension = extensionOf(house, one);
  const name = facts.dials.find(({ to }) => to === id)?.name ?? one.callerName;
  if (extension !== undefined) return { extension, ...(name === undefined || name === extension ? {} : { name }) };
  return { ...(one.number === undefined ? {} : { number: one.number }), ...(name === undefined ? {} : { name }) };
}

/** Who got the customer: the channel where it is told, else the number that was dialled. */
function targetOf(facts: CallFacts, house: House, { to, exten, from, at }: TransferFacts): InboundParticipant {
  const known = to === undefined ? undefined : participantOf(facts, house, to);
  if (known && (known.extension !== undefined || known.number !== undefined)) return known;
  if (exten !== undefined && isInternal(house, exten)) {
    const name = facts.dials.find((dial) => dial.at >= at && dial.to !== from)?.name;
    return { extension: exten, ...(name === undefined ? {} : { name }) };
  }
  return leadsOut(house, exten) ? { number: exten } : {};
}

/** Named by its file; whether it can be fetched is for the settings to say. Nothing is in a recording of nobody's talk. */
function recordingsOf(facts: CallFacts, talkMs: number): InboundAttachment[] {
  const message = facts.voicemail && messageOf(facts.linkedId, facts.voicemail);
  const talks = facts.recordings.flatMap(({ file }): InboundAttachment[] => {
    if (file === undefined || talkMs === 0) return [];
    const name = file.slice(file.lastIndexOf('/') + 1);
    const mime = mimes[name.slice(name.lastIndexOf('.') + 1).toLowerCase()];
    if (mime === undefined) return [];
    return [{ name, mime, kind: 'audio', inline: false, identity: file, ref: file, durationMs: talkMs }];
  });
  return message ? [...talks, message] : talks;
}

/** The number of a message in its mailbox is given to another one when it is deleted, so the call is part of its name. */
function messageOf(linkedId: string, { file, channel }: NonNullable<CallFacts['voicemail']>): InboundAttachment {
  const name = `${file.slice(file.lastIndexOf('/') + 1)}.wav`;
  const ref = messageRef(file, channel);
  return { name, mime: 'audio/wav', kind: 'audio', inline: false, identity: `${linkedId} ${file}`, ref };
}

const mimes: Readonly<Record<string, string>> = {
  wav: 'audio/wav',
  wav49: 'audio/wav',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  gsm: 'audio/gsm',
};
