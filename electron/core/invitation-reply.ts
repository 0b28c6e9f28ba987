import ICAL from 'ical.js';
import type { InvitationAnswer, ItemCard, MailAddress } from '../../shared/model/index.ts';

export type Invitation = Extract<ItemCard, { type: 'invitation' }>;

export type AnswerTo = {
  invitation: Invitation;
  /** The iCalendar object of the request, where it is still here. */
  request?: string;
  answer: InvitationAnswer;
  /** Addresses of ours the invitation may have been sent to, the likeliest first. */
  ours: readonly string[];
  name?: string;
  now: number;
};

const partstat: Record<InvitationAnswer, string> = { accepted: 'ACCEPTED', declined: 'DECLINED', tentative: 'TENTATIVE' };
/** What a reply repeats of the request, so that the organizer's program finds the very occurrence. */
const repeated = ['uid', 'recurrence-id', 'sequence', 'dtstart', 'dtend', 'duration', 'summary', 'location'];

/**
 * The answer to a calendar invitation as an iCalendar object (RFC 5546, section 3.2.3): one ATTENDEE, which is us, with our
 * PARTSTAT; UID, SEQUENCE, RECURRENCE-ID and ORGANIZER as the request has them; DTSTAMP is when we answer. Also who gets it.
 *
 * @throws Error when the invitation names no organizer
 */
export function answerInvitation(to: AnswerTo): { ics: string; organizer: MailAddress } {
  const request = to.request === undefined ? undefined : readRequest(to.request, to.invitation.uid);
  const organizer = request?.event.getFirstProperty('organizer') ?? organizerOf(to.invitation);
  const address = organizer && addressOf(organizer);
  if (!organizer || !address) throw new Error('the invitation names no organizer');
  const event = new ICAL.Component('vevent');
  if (request) copyFrom(request.event, event);
  else fromCard(to.invitation, event);
  event.addProperty(clone(organizer));
  event.addProperty(attendee(to, request?.event));
  event.addPropertyWithValue('dtstamp', ICAL.Time.fromJSDate(new Date(to.now), true));
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('prodid', '-//Throughline//EN');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('method', 'REPLY');
  for (const zone of request?.zones ?? []) calendar.addSubcomponent(zone);
  calendar.addSubcomponent(event);
  const name = String(organizer.getFirstParameter('cn') ?? '').trim();
  return { ics: `${calendar.toString()}\r\n`, organizer: { address, ...(name === '' ? {} : { name }) } };
}

type Request = { event: ICAL.Component; zones: ICAL.Component[] };

/** The appointment of that name, the whole series before one of its days; `undefined` when this is not readable. */
function readRequest(source: string, uid: string): Request | undefined {
  try {
    const calendar = new ICAL.Component(ICAL.parse(source));
    const events = calendar
      .getAllSubcomponents('vevent')
      .filter((event) => String(event.getFirstPropertyValue('uid') ?? '') === uid);
    const event = events.find((one) => !one.hasProperty('recurrence-id')) ?? events[0];
    if (!event) return undefined;
    const named = new Set(event.getAllProperties().flatMap((property) => property.getFirstParameter('tzid') ?? []));
    const zones = calendar
      .getAllSubcomponents('vtimezone')
      .filter((zone) => named.has(String(zone.getFirstPropertyValue('tzid') ?? '')));
    return { event, zones: zones.map((zone) => new ICAL.Component(structuredClone(zone.toJSON()))) };
  } catch {
    return undefined;
  }
}

function copyFrom(request: ICAL.Component, reply: ICAL.Component): void {
  for (const name of repeated) {
    const property = request.getFirstProperty(name);
    if (property) reply.addProperty(clone(property));
  }
}

/** Without the request itself: what the card knows. A sequence that is left out is 0 (RFC 5545, section 3.8.7.4). */
function fromCard(card: Invitation, reply: ICAL.Component): void {
  reply.addPropertyWithValue('uid', card.uid);
  reply.addPropertyWithValue('summary', card.summary);
  const time = (at: number): ICAL.Time => {
    const moment = ICAL.Time.fromJSDate(new Date(at), true);
    moment.isDate = card.allDay === true;
    return moment;
  };
  reply.addPropertyWithValue('dtstart', time(card.from));
  if (card.to !== undefined) reply.addPropertyWithValue('dtend', time(card.to));
}

function organizerOf({ organizer }: Invitation): ICAL.Property | undefined {
  if (!organizer) return undefined;
  const property = new ICAL.Property('organizer');
  property.setValue(`mailto:${organizer.address}`);
  if (organizer.name !== undefined) property.setParameter('cn', organizer.name);
  return property;
}

/** Ourselves, as the organizer wrote us; by our first address where they invited a list we are on. */
function attendee({ ours, name, answer }: AnswerTo, request: ICAL.Component | undefined): ICAL.Property {
  const own = new Set(ours.map((address) => address.toLowerCase()));
  const invited = request?.getAllProperties('attendee').find((one) => own.has(addressOf(one).toLowerCase()));
  const property = new ICAL.Property('attendee');
  property.setValue(invited ? String(invited.getFirstValue()) : `mailto:${ours[0] ?? ''}`);
  const cn = String(invited?.getFirstParameter('cn') ?? '') || name;
  if (cn) property.setParameter('cn', cn);
  property.setParameter('partstat', partstat[answer]);
  return property;
}

const addressOf = (property: ICAL.Property): string =>
  String(property.getFirstValue() ?? '')
    .replace(/^mailto:/i, '')
    .trim();

const clone = (property: ICAL.Property): ICAL.Property => new ICAL.Property(structuredClone(property.toJSON()));
