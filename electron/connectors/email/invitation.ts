import ICAL from 'ical.js';
import type { ItemCard, MailAddress } from '../../../shared/model/index.ts';

export type Invitation = Omit<Extract<ItemCard, { type: 'invitation' }>, 'source' | 'answer'>;

const methods: Readonly<Record<string, Invitation['method']>> = { REQUEST: 'request', CANCEL: 'cancel', REPLY: 'reply' };
/** Appointments in one object are days of one series; more than so many are nobody's invitation. */
const longest = 256 * 1024;

/**
 * A calendar object that asks, calls off or answers (RFC 5546) as what a person needs to know of it. `undefined` for one that only
 * informs or cannot be read. Times epoch ms; whole days begin and end at midnight UTC, as they have no zone (RFC 5545, 3.3.4).
 */
export function invitationIn(source: string, method: string | undefined): Invitation | undefined {
  if (source.length > longest) return undefined;
  try {
    const calendar = new ICAL.Component(ICAL.parse(source));
    const named = String(calendar.getFirstPropertyValue('method') ?? method ?? '').toUpperCase();
    const kind = methods[named];
    const events = calendar.getAllSubcomponents('vevent');
    const event = events.find((one) => !one.hasProperty('recurrence-id')) ?? events[0];
    if (kind === undefined || event === undefined) return undefined;
    return read(calendar, event, kind);
  } catch {
    return undefined;
  }
}

function read(calendar: ICAL.Component, event: ICAL.Component, method: Invitation['method']): Invitation | undefined {
  const uid = textOf(event, 'uid');
  const start = event.getFirstProperty('dtstart');
  const from = start === null ? undefined : momentOf(calendar, start);
  if (uid === undefined || from === undefined || start === null) return undefined;
  const end = event.getFirstProperty('dtend');
  const duration = event.getFirstPropertyValue('duration');
  const to =
    end !== null ? momentOf(calendar, end) : duration instanceof ICAL.Duration ? from + duration.toSeconds() * 1_000 : undefined;
  const time = start.getFirstValue();
  const location = textOf(event, 'location');
  const organizer = organizerOf(event.getFirstProperty('organizer'));
  return {
    type: 'invitation',
    method,
    uid,
    summary: textOf(event, 'summary') ?? '',
    from,
    ...(to === undefined ? {} : { to }),
    ...(time instanceof ICAL.Time && time.isDate ? { allDay: true as const } : {}),
    ...(location === undefined ? {} : { location }),
    ...(organizer === undefined ? {} : { organizer }),
  };
}

function textOf(event: ICAL.Component, name: string): string | undefined {
  const text = String(event.getFirstPropertyValue(name) ?? '').trim();
  return text === '' ? undefined : text.slice(0, 1_000);
}

function organizerOf(property: ICAL.Property | null): MailAddress | undefined {
  const address = String(property?.getFirstValue() ?? '')
    .replace(/^mailto:/i, '')
    .trim();
  if (!address.includes('@')) return undefined;
  const name = String(property?.getFirstParameter('cn') ?? '').trim();
  return { address, ...(name === '' || name === address ? {} : { name }) };
}

/** By the zone that the object describes itself, else by its name, else as UTC. */
function momentOf(calendar: ICAL.Component, property: ICAL.Property): number | undefined {
  const time = property.getFirstValue();
  if (!(time instanceof ICAL.Time)) return undefined;
  const { year, month, day, hour, minute, second, isDate } = time;
  const bare = Date.UTC(year, month - 1, day, hour, minute, second);
  if (Number.isNaN(bare)) return undefined;
  if (isDate || time.zone === ICAL.Timezone.utcTimezone) return bare;
  const zone = String(property.getFirstParameter('tzid') ?? '');
  const described = calendar.getAllSubcomponents('vtimezone').find((each) => textOf(each, 'tzid') === zone);
  if (described !== undefined) return bare - new ICAL.Timezone(described).utcOffset(time) * 1_000;
  return bare - offsetByName(zone, bare);
}

/** Offset of a zone of the IANA database at a local time, ms; nothing for a name that is none. */
function offsetByName(zone: string, local: number): number {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    const name = format.formatToParts(local).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
    return match === null ? 0 : (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000;
  } catch {
    return 0;
  }
}
