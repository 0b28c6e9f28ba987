import { hasToken } from '../compare.ts';
import { type Told, Unreadable } from '../told.ts';
import { type Fields, jsonOf, needed, number, text, told } from './fields.ts';
import type { Provider } from './provider.ts';

const whats: Record<string, Told['what']> = {
  in_call: 'ring',
  out_call: 'ring',
  waiting: 'ring',
  talk: 'answer',
  talk_end: 'leg-end',
  lost: 'end',
  end: 'end',
  record: 'recording',
};

/**
 * UIS and CoMagic: "Notifications of events" of the UIS help centre (uiscom.ru, spravochnyj-centr, uvedomleniya-o-sobytiyakh). The
 * body of each notification is written by the subscriber out of the service's parameters, so `event` is a word of ours (README)
 * and all else has the names the service gives its parameters. It signs nothing: a token in the address.
 */
export const uis: Provider = {
  isAuthentic: (request, { secret }) => hasToken(request, secret),
  read(note) {
    const fields = filledIn(jsonOf(note.body));
    const event = needed(fields, 'event');
    const what = whats[event];
    if (what === undefined) throw new Unreadable('event is none of those in the README');
    const seconds = number(fields, 'notification_timestamp');
    const at = seconds === undefined ? note.receivedAt : seconds * 1000;
    const call = needed(fields, 'call_session_id');
    if (what === 'recording') {
      const url = needed(fields, 'file_link');
      if (!URL.canParse(url)) throw new Unreadable('file_link is no address');
      const length = number(fields, 'file_duration');
      const recording = { id: url, url, ...(length === undefined ? {} : { durationMs: length * 1000 }) };
      return [told({ call, what, at }, { recording })];
    }
    const talked = number(fields, 'talk_time_duration');
    const isEnd = what === 'end';
    return [
      told(
        { call, what, at },
        {
          direction: event === 'out_call' || text(fields, 'direction') === 'out' ? 'out' : 'in',
          number: text(fields, 'contact_phone_number'),
          name: text(fields, 'contact_full_name'),
          line: text(fields, 'virtual_phone_number'),
          // Of an inbound call only once somebody is called: the first notification comes before.
          extension: event === 'in_call' ? undefined : text(fields, 'employee_id'),
          outcome: isEnd && talked !== undefined && talked > 0 ? 'answered' : undefined,
          talkMs: isEnd && talked !== undefined && talked > 0 ? talked * 1000 : undefined,
        },
      ),
    ];
  },
};

/** A parameter that is misspelt in the account arrives as it was written, `{{…}}`: nothing is known of it. */
const filledIn = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => typeof value !== 'string' || !/^\{\{.*\}\}$/s.test(value.trim())),
  );
