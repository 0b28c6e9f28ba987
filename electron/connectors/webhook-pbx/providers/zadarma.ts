import type { CallOutcome } from '../../../../shared/model/index.ts';
import { header, hmac, sameText } from '../compare.ts';
import { type Note, type Told, Unreadable } from '../told.ts';
import { type Fields, fieldsOf, needed, number, text, told } from './fields.ts';
import type { Provider } from './provider.ts';

/** Of which fields the signature is made (Zadarma API, "Webhooks", of each event; user-api-v1, lib/Webhook). */
const signed: Record<string, readonly string[]> = {
  NOTIFY_START: ['caller_id', 'called_did', 'call_start'],
  NOTIFY_INTERNAL: ['caller_id', 'called_did', 'call_start'],
  NOTIFY_ANSWER: ['caller_id', 'destination', 'call_start'],
  NOTIFY_END: ['caller_id', 'called_did', 'call_start'],
  NOTIFY_OUT_START: ['internal', 'destination', 'call_start'],
  NOTIFY_OUT_END: ['internal', 'destination', 'call_start'],
  NOTIFY_RECORD: ['pbx_call_id', 'call_id_with_rec'],
};

/** Base64 of the hexadecimal HMAC-SHA1, as PHP's `base64_encode(hash_hmac('sha1', …))` makes it. */
export const zadarmaSignature = (secret: string, line: string): string =>
  Buffer.from(hmac('sha1', secret, line), 'latin1').toString('base64');

/** The line of a webhook that is signed; `undefined` for an event that is not ours to know. */
export function zadarmaLine(fields: Fields): string | undefined {
  return signed[text(fields, 'event') ?? '']?.map((name) => (typeof fields[name] === 'string' ? fields[name] : '')).join('');
}

/**
 * Zadarma: its API documentation, section "Webhooks" (https://zadarma.com/en/support/api/). Forms signed in the header
 * `Signature`; `zd_echo` is given back. `call_start` is told in a time zone that is not said, so the moment of arrival counts.
 */
export const zadarma: Provider = {
  isAuthentic(request, { secret }) {
    const line = zadarmaLine(fieldsOf(request));
    return !!secret && line !== undefined && sameText(header(request, 'signature'), zadarmaSignature(secret, line));
  },
  handshake: (query) => query.get('zd_echo')?.slice(0, 200) ?? undefined,
  read(note) {
    const fields = fieldsOf(note);
    const event = needed(fields, 'event');
    if (event === 'NOTIFY_RECORD') return [recorded(note, fields)];
    const what = whats[event];
    if (what === undefined) return [];
    const isOut = event.startsWith('NOTIFY_OUT_');
    const internal = text(fields, 'internal');
    const common = told(
      { call: needed(fields, 'pbx_call_id'), what, at: note.receivedAt },
      {
        direction: isOut ? 'out' : 'in',
        number: isOut ? text(fields, 'destination') : caller(text(fields, 'caller_id')),
        line: isOut ? text(fields, 'caller_id') : text(fields, 'called_did'),
        extension: internal,
      },
    );
    if (what !== 'end') return [common];
    const ended: Told = { ...common, ...ending(fields, isOut) };
    const withRecord = text(fields, 'is_recorded') === '1' ? [recorded(note, fields)] : [];
    return [ended, ...withRecord];
  },
};

const whats: Record<string, Told['what']> = {
  NOTIFY_START: 'ring',
  NOTIFY_INTERNAL: 'ring',
  NOTIFY_ANSWER: 'answer',
  NOTIFY_END: 'end',
  NOTIFY_OUT_START: 'ring',
  NOTIFY_OUT_END: 'end',
};

const caller = (id: string | undefined): string | undefined => (id !== undefined && /\d/.test(id) ? id : undefined);

function ending(fields: Fields, isOut: boolean): Partial<Told> {
  const disposition = needed(fields, 'disposition');
  const code = number(fields, 'status_code');
  const seconds = number(fields, 'duration');
  const outcome = outcomeOf(disposition, isOut);
  return {
    ...(outcome === undefined ? {} : { outcome }),
    ...(outcome === 'answered' && seconds !== undefined ? { talkMs: seconds * 1000 } : {}),
    cause: code === undefined ? { text: disposition } : { code, text: disposition },
  };
}

function outcomeOf(disposition: string, isOut: boolean): CallOutcome | undefined {
  if (disposition === 'answered' || disposition === 'busy') return disposition;
  if (disposition === 'cancel' || disposition === 'no answer') return isOut ? 'no-answer' : undefined;
  return 'failed';
}

function recorded({ receivedAt }: Note, fields: Fields): Told {
  const id = text(fields, 'call_id_with_rec');
  if (id === undefined) throw new Unreadable('call_id_with_rec is missing');
  return told({ call: needed(fields, 'pbx_call_id'), what: 'recording', at: receivedAt }, { recording: { id } });
}
