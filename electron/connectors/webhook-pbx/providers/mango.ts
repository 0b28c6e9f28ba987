import { createHash } from 'node:crypto';
import { sameText } from '../compare.ts';
import { type Told, Unreadable } from '../told.ts';
import { type Fields, fieldsOf, inner, jsonOf, needed, number, text, told } from './fields.ts';
import type { Provider } from './provider.ts';

/** `sign` of requests in both directions (API of the Mango Office virtual PBX 1.9, section 2.4). */
export const mangoSign = (key: string, json: string, salt: string): string =>
  createHash('sha256').update(`${key}${json}${salt}`, 'utf8').digest('hex');

/**
 * Mango Office: "API Realtime" of the document "API Mango Office" 1.9, sections 3.1.2 (`/events/call`), 3.1.6
 * (`/events/summary`) and 3.1.8 (`/events/record/added`). Forms with `vpbx_api_key`, `sign` and `json`. One `entry_id` is one
 * call, each `call_id` a leg of it; `/events/summary` is the last word.
 */
export const mango: Provider = {
  isAuthentic(request, { key, secret }) {
    if (!key || !secret) return false;
    const form = new URLSearchParams(request.body);
    const isOurs = sameText(form.get('vpbx_api_key') ?? '', key);
    return sameText(form.get('sign') ?? '', mangoSign(key, form.get('json') ?? '', secret)) && isOurs;
  },
  read(note) {
    const fields = jsonOf(needed(fieldsOf(note), 'json'));
    if (note.path === '/events/call') return callEvent(fields);
    if (note.path === '/events/summary') return summary(fields);
    if (note.path === '/events/record/added') return recorded(fields);
    return [];
  },
};

/** Seconds since 1970, as number or text. */
const time = (fields: Fields, name: string): number | undefined => {
  const seconds = number(fields, name);
  return seconds === undefined || seconds <= 0 ? undefined : seconds * 1000;
};

function momentOf(fields: Fields, name: string): number {
  const at = time(fields, name);
  if (at === undefined) throw new Unreadable(`${name} is no time`);
  return at;
}

const states: Record<string, Told['what']> = { Appeared: 'ring', Connected: 'answer', OnHold: 'hold', Disconnected: 'leg-end' };

function callEvent(fields: Fields): Told[] {
  const from = inner(fields, 'from');
  const to = inner(fields, 'to');
  const state = states[needed(fields, 'call_state')];
  if (state === undefined) throw new Unreadable('call_state is none that is documented');
  // The document's own examples write "locaton" as well.
  const location = text(fields, 'location') ?? text(fields, 'locaton') ?? 'abonent';
  const callerDesk = text(from, 'extension');
  const takenFrom = text(from, 'taken_from_call_id');
  const consult = callerDesk !== undefined && takenFrom !== undefined;
  const isOut = callerDesk !== undefined && !consult;
  const atDesk = location === 'abonent';
  const extension = isOut ? callerDesk : text(to, 'extension');
  const what = atDesk ? state : location === 'queue' && state === 'ring' ? 'queue' : state === 'leg-end' ? 'leg-end' : 'ring';
  return [
    told(
      { call: needed(fields, 'entry_id'), what, at: momentOf(fields, 'timestamp') },
      {
        seq: number(fields, 'seq'),
        order: text(fields, 'command_id'),
        leg: needed(fields, 'call_id'),
        direction: consult ? undefined : isOut ? 'out' : 'in',
        number: consult ? undefined : isOut ? text(to, 'number') : text(from, 'number'),
        line: text(to, 'line_number'),
        queue: text(to, 'acd_group'),
        extension: atDesk ? extension : undefined,
        takenFrom,
        consult: consult || undefined,
        internal: (isOut && text(to, 'extension') !== undefined) || undefined,
      },
    ),
  ];
}

function summary(fields: Fields): Told[] {
  const direction = number(fields, 'call_direction');
  const from = inner(fields, 'from');
  const to = inner(fields, 'to');
  const isOut = direction === 2;
  const talkedAt = time(fields, 'talk_time');
  const endedAt = momentOf(fields, 'end_time');
  const reason = text(fields, 'disconnect_reason');
  return [
    told(
      { call: needed(fields, 'entry_id'), what: 'end', at: endedAt },
      {
        seq: Number.MAX_SAFE_INTEGER,
        direction: isOut ? 'out' : 'in',
        internal: direction === 0 || undefined,
        number: isOut ? text(to, 'number') : text(from, 'number'),
        line: text(fields, 'line_number'),
        extension: isOut ? text(from, 'extension') : text(to, 'extension'),
        startedAt: time(fields, 'create_time'),
        // `entry_result` is 1 in the document's own example of a call that ended in the menu; the time of talk is what tells.
        answeredAt: talkedAt,
        outcome: talkedAt === undefined ? undefined : 'answered',
        cause: reason === undefined ? undefined : { text: `Mango Office ${reason}` },
      },
    ),
  ];
}

function recorded(fields: Fields): Told[] {
  const recording = { id: needed(fields, 'recording_id') };
  return [told({ call: needed(fields, 'entry_id'), what: 'recording', at: momentOf(fields, 'timestamp') }, { recording })];
}
