import type { InboundAttachment, InboundCall, InboundCallLeg } from '../../../shared/contract/connector.ts';
import type { Told, ToldRecording } from './told.ts';

/** A call as its events make it, whatever order they came in; `undefined` when it stayed in the house or is not known enough. */
export function fold(name: string, revision: number, events: readonly Told[]): InboundCall | undefined {
  const ordered = events
    .map((told, at) => ({ told, at }))
    .sort((a, b) => a.told.at - b.told.at || (a.told.seq ?? 0) - (b.told.seq ?? 0) || a.at - b.at)
    .map(({ told }) => told);
  const first = ordered.find(({ what }) => what !== 'recording' && what !== 'lost');
  if (first === undefined || ordered.some(({ internal }) => internal === true)) return undefined;
  const call: Draft = {
    type: 'call',
    remoteId: name,
    revision,
    direction: ordered.find(({ direction }) => direction !== undefined)?.direction ?? 'in',
    state: 'ringing',
    startedAt: ordered.find(({ startedAt }) => startedAt !== undefined)?.startedAt ?? first.at,
    legs: [],
    transfers: [],
    recordings: [],
    consulted: new Set(),
  };
  for (const told of ordered) apply(call, told);
  return finished(call);
}

type Draft = InboundCall & { consulted: Set<string>; toldTalkMs?: number };

function apply(call: Draft, told: Told): void {
  const { number, name, line, queue } = told;
  if (number !== undefined) call.number ??= number;
  if (name !== undefined) call.callerName ??= name;
  if (line !== undefined) call.line ??= line;
  if (queue !== undefined) call.queue = queue;
  if (call.direction === 'out' && told.extension !== undefined) call.dialledBy ??= { extension: told.extension };
  steps[told.what](call, told);
}

const steps: Record<Told['what'], (call: Draft, told: Told) => void> = {
  ring(call, told) {
    if (told.consult === true) {
      call.consulted.add(legId(told));
      return;
    }
    if (call.state === 'queued' || call.state === 'ended') reopen(call);
    if (call.direction === 'in' && told.extension !== undefined) legOf(call, told);
  },
  queue(call) {
    if (call.answeredAt === undefined) call.state = 'queued';
  },
  answer(call, told) {
    if (told.consult === true) {
      call.consulted.add(legId(told));
      return;
    }
    call.answeredAt ??= told.at;
    call.state = 'talking';
    // Of a call of ours the desk that dialled is no leg of its own.
    if (told.extension === undefined || (call.direction === 'out' && told.takenFrom === undefined)) return;
    if (call.direction === 'in') call.answeredBy ??= { extension: told.extension };
    const leg = legOf(call, told);
    const left = told.takenFrom === undefined ? undefined : call.legs.find(({ id }) => id === told.takenFrom);
    if (left?.extension !== undefined && left.answeredAt !== undefined && left.id !== leg.id) {
      moved(call, left.extension, told, call.consulted.has(leg.id));
    }
    leg.answeredAt ??= told.at;
    leg.result = 'talking';
    delete leg.endedAt;
    for (const other of call.legs) {
      if (other.id !== leg.id && other.result === 'ringing') closeLeg(other, told.at, 'elsewhere');
    }
  },
  hold(call, told) {
    if (call.state !== 'talking') return;
    call.state = 'held';
    call.heldSince = told.at;
  },
  unhold(call, told) {
    if (call.heldSince === undefined) return;
    resume(call, told.at);
    call.state = 'talking';
  },
  transfer(call, told) {
    const from = told.extension ?? call.legs.find(({ result }) => result === 'talking')?.extension;
    if (from === undefined || told.to === undefined) return;
    moved(call, from, { ...told, extension: told.to }, told.attended === true);
    legOf(call, { ...told, extension: told.to, leg: undefined });
  },
  release(call, told) {
    endLeg(call, told);
    if (!call.legs.some(({ result }) => result === 'ringing' || result === 'talking')) end(call, told);
  },
  'leg-end': endLeg,
  end,
  recording(call, { recording, at }) {
    // Zadarma tells one with the end, and again when it is stored.
    if (recording === undefined || call.recordings.some(({ identity }) => identity === recording.id)) return;
    call.recordings.push(attachment(recording, call.direction, at));
  },
  lost(call, told) {
    if (call.state === 'ended') return;
    const from = Math.max(call.startedAt, call.answeredAt ?? 0, ...call.legs.map(({ ringAt }) => ringAt));
    call.state = 'ended';
    call.endedAt = told.at;
    call.unobserved = { from, to: told.at };
    for (const leg of call.legs) closeLeg(leg, told.at, 'unreachable');
  },
};

const legId = ({ leg, extension = '' }: Pick<Told, 'leg' | 'extension'>): string => leg ?? extension;

function legOf(call: Draft, told: Omit<Told, 'leg'> & { leg?: string | undefined }): InboundCallLeg {
  const id = told.leg ?? told.extension ?? '';
  const known = call.legs.find((leg) => leg.id === id);
  if (known) return known;
  const leg: InboundCallLeg = { id, ringAt: told.at, result: 'ringing' };
  if (told.extension !== undefined) leg.extension = told.extension;
  call.legs.push(leg);
  return leg;
}

function moved(call: Draft, from: string, told: Told, attended: boolean): void {
  const kind = attended ? 'attended' : 'blind';
  call.transfers.push({ kind, from: { extension: from }, to: { extension: told.extension ?? '' }, at: told.at });
  if (call.heldSince !== undefined) resume(call, told.at);
  for (const leg of call.legs) if (leg.extension === from) leave(leg, told.at);
}

function leave(leg: InboundCallLeg, at: number): void {
  leg.result = 'left';
  leg.endedAt ??= at;
}

function closeLeg(leg: InboundCallLeg, at: number, unanswered: InboundCallLeg['result']): void {
  if (leg.result !== 'ringing' && leg.result !== 'talking') return;
  leg.result = leg.result === 'talking' ? 'answered' : unanswered;
  leg.endedAt = at;
}

function endLeg(call: Draft, told: Told): void {
  const leg = call.legs.find(({ id }) => id === legId(told));
  if (leg) closeLeg(leg, told.at, told.outcome === 'busy' ? 'busy' : 'no-answer');
}

function resume(call: Draft, at: number): void {
  call.holdMs = (call.holdMs ?? 0) + at - (call.heldSince ?? at);
  delete call.heldSince;
}

function reopen(call: Draft): void {
  call.state = call.answeredAt === undefined ? 'ringing' : 'talking';
  delete call.outcome;
  delete call.endedAt;
}

function end(call: Draft, told: Told): void {
  const at = told.endedAt ?? told.at;
  if (told.answeredAt !== undefined) call.answeredAt ??= told.answeredAt;
  if (told.outcome === 'answered' && call.answeredAt === undefined) call.answeredAt = at - (told.talkMs ?? 0);
  if (told.talkMs !== undefined) call.toldTalkMs = told.talkMs;
  if (call.answeredAt !== undefined && call.direction === 'in' && call.answeredBy === undefined && told.extension !== undefined) {
    call.answeredBy = { extension: told.extension };
    const leg = call.legs.find(({ extension }) => extension === told.extension) ?? legOf(call, { ...told, leg: undefined });
    leg.answeredAt ??= call.answeredAt;
    leg.result = 'talking';
  }
  call.outcome = told.outcome ?? outcomeOf(call);
  if (call.heldSince !== undefined) resume(call, at);
  call.state = 'ended';
  call.endedAt = at;
  if (told.endedBy !== undefined) call.endedBy = told.endedBy;
  if (told.cause !== undefined) call.cause = told.cause;
  for (const leg of call.legs) closeLeg(leg, at, call.answeredAt === undefined ? 'cancelled' : 'elsewhere');
}

function outcomeOf(call: Draft): NonNullable<InboundCall['outcome']> {
  if (call.answeredAt !== undefined) return 'answered';
  if (call.direction === 'out') return 'no-answer';
  return call.state === 'queued' ? 'abandoned' : 'missed';
}

function finished({ consulted: _consulted, toldTalkMs, ...call }: Draft): InboundCall {
  const { answeredAt, endedAt, startedAt, holdMs = 0 } = call;
  const until = answeredAt ?? endedAt;
  if (until !== undefined) call.ringMs = Math.max(0, until - startedAt);
  const talkMs = answeredAt === undefined || endedAt === undefined ? undefined : Math.max(0, endedAt - answeredAt - holdMs);
  if (talkMs !== undefined && call.unobserved === undefined) call.talkMs = toldTalkMs ?? talkMs;
  return call;
}

const types: Record<string, string> = { mp3: 'audio/mpeg', wav: 'audio/wav', ogg: 'audio/ogg', m4a: 'audio/mp4' };

function attachment(told: ToldRecording, direction: 'in' | 'out', at: number): InboundAttachment {
  const last = told.url === undefined ? '' : (new URL(told.url).pathname.split('/').at(-1) ?? '');
  const ending = /\.([a-z0-9]{2,4})$/i.exec(last)?.[1]?.toLowerCase();
  const mime = told.mime ?? types[ending ?? ''] ?? 'audio/mpeg';
  const fallback = `${direction}-${new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')}.${ending ?? 'mp3'}`;
  return {
    name: told.name ?? (ending === undefined ? fallback : last),
    mime,
    kind: 'audio',
    inline: false,
    identity: told.id,
    ref: JSON.stringify(told.url === undefined ? { id: told.id } : { id: told.id, url: told.url }),
    ...(told.durationMs === undefined ? {} : { durationMs: told.durationMs }),
  };
}
