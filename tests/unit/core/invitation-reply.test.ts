import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { type AnswerTo, answerInvitation, type Invitation } from '../../../electron/core/invitation-reply.ts';
import { invitationWords } from '../../../electron/core/invitation-words.ts';

const lines = (...given: string[]) => `${given.join('\r\n')}\r\n`;

const request = lines(
  'BEGIN:VCALENDAR',
  'PRODID:-//Other//EN',
  'VERSION:2.0',
  'METHOD:REQUEST',
  'BEGIN:VTIMEZONE',
  'TZID:Europe/Moscow',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0300',
  'TZOFFSETTO:+0300',
  'END:STANDARD',
  'END:VTIMEZONE',
  'BEGIN:VEVENT',
  'UID:meeting-1@mail.test',
  'SEQUENCE:3',
  'DTSTAMP:20261101T080000Z',
  'DTSTART;TZID=Europe/Moscow:20261125T100000',
  'DTEND;TZID=Europe/Moscow:20261125T110000',
  'RRULE:FREQ=WEEKLY;COUNT=4',
  'SUMMARY:Обсуждение договора\\, часть 2',
  'ORGANIZER;CN="Кузнецова, Мария":mailto:Maria@mail.test',
  'ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=Support:MAILTO:Op@Shop.test',
  'ATTENDEE;PARTSTAT=ACCEPTED:mailto:other@mail.test',
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  'DESCRIPTION:Reminder',
  'TRIGGER:-PT15M',
  'END:VALARM',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:meeting-1@mail.test',
  'RECURRENCE-ID;TZID=Europe/Moscow:20261202T100000',
  'DTSTART;TZID=Europe/Moscow:20261202T120000',
  'ORGANIZER:mailto:maria@mail.test',
  'END:VEVENT',
  'END:VCALENDAR',
);

const invitation: Invitation = {
  type: 'invitation',
  method: 'request',
  uid: 'meeting-1@mail.test',
  summary: 'Обсуждение договора, часть 2',
  from: Date.UTC(2026, 10, 25, 7),
  to: Date.UTC(2026, 10, 25, 8),
  organizer: { name: 'Мария', address: 'maria@mail.test' },
};

const asked: AnswerTo = {
  invitation,
  request,
  answer: 'accepted',
  ours: ['op@shop.test'],
  name: 'Anna',
  now: Date.UTC(2026, 10, 22, 9, 30),
};

function read(ics: string) {
  const calendar = new ICAL.Component(ICAL.parse(ics));
  const [event, ...others] = calendar.getAllSubcomponents('vevent');
  if (!event || others.length > 0) throw new Error('not one appointment');
  const value = (name: string) => String(event.getFirstPropertyValue(name) ?? '');
  return { calendar, event, value };
}

describe('the answer to an invitation', () => {
  test('names the appointment as the organizer does, and us alone (RFC 5546, section 3.2.3)', () => {
    const { ics, organizer } = answerInvitation(asked);
    expect(organizer).toEqual({ name: 'Кузнецова, Мария', address: 'Maria@mail.test' });
    const { calendar, event, value } = read(ics);
    expect(calendar.getFirstPropertyValue('method')).toBe('REPLY');
    expect(value('uid')).toBe('meeting-1@mail.test');
    expect(value('sequence')).toBe('3');
    expect(value('dtstamp')).toBe('2026-11-22T09:30:00Z');
    expect(value('summary')).toBe('Обсуждение договора, часть 2');
    expect(value('organizer')).toBe('mailto:Maria@mail.test');
    const attendees = event.getAllProperties('attendee');
    expect(attendees.map((one) => [one.getFirstValue(), one.getFirstParameter('partstat'), one.getFirstParameter('cn')])).toEqual(
      [['MAILTO:Op@Shop.test', 'ACCEPTED', 'Support']],
    );
    // Not the series, not what only concerns the other calendar.
    expect(event.hasProperty('rrule')).toBe(false);
    expect(event.hasProperty('recurrence-id')).toBe(false);
    expect(event.getAllSubcomponents()).toEqual([]);
    // A time zone that is named is defined (RFC 5545, section 3.2.19).
    expect(calendar.getFirstSubcomponent('vtimezone')?.getFirstPropertyValue('tzid')).toBe('Europe/Moscow');
    expect(ics.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    expect(ics.endsWith('END:VCALENDAR\r\n')).toBe(true);
  });

  test.each([
    ['declined', 'DECLINED'],
    ['tentative', 'TENTATIVE'],
  ] as const)('says %s', (answer, partstat) => {
    expect(
      read(answerInvitation({ ...asked, answer }).ics)
        .event.getFirstProperty('attendee')
        ?.getFirstParameter('partstat'),
    ).toBe(partstat);
  });

  test('to one day of a series names that day', () => {
    const single = request.replace(/BEGIN:VEVENT[\s\S]*?END:VEVENT\r\n/, '');
    expect(read(answerInvitation({ ...asked, request: single }).ics).value('recurrence-id')).toBe('2026-12-02T10:00:00');
  });

  test('to a list we are on is given by our own address', () => {
    const others = request.replace(/ATTENDEE[^\r]*Op@Shop.test\r\n/, '');
    const attendee = read(answerInvitation({ ...asked, request: others }).ics).event.getFirstProperty('attendee');
    expect(attendee?.getFirstValue()).toBe('mailto:op@shop.test');
    expect(attendee?.getFirstParameter('cn')).toBe('Anna');
  });

  test.each([
    ['is gone', undefined],
    ['is not readable', 'BEGIN:NONSENSE'],
    ['is of something else', request.replaceAll('meeting-1', 'meeting-2')],
  ])('is made from what is shown when the request %s', (_, source) => {
    const { request: _request, ...rest } = asked;
    const { ics, organizer } = answerInvitation({ ...rest, ...(source === undefined ? {} : { request: source }) });
    const { event, value } = read(ics);
    expect(organizer).toEqual({ name: 'Мария', address: 'maria@mail.test' });
    expect(value('uid')).toBe('meeting-1@mail.test');
    expect(value('dtstart')).toBe('2026-11-25T07:00:00Z');
    expect(event.hasProperty('sequence')).toBe(false);
  });

  test('to a whole day keeps it one', () => {
    const { request: _request, ...rest } = asked;
    const day: Invitation = { ...invitation, allDay: true, from: Date.UTC(2026, 10, 25), to: Date.UTC(2026, 10, 26) };
    expect(answerInvitation({ ...rest, invitation: day }).ics).toContain('DTSTART;VALUE=DATE:20261125');
  });

  test('cannot be given where nobody gets it', () => {
    const { organizer: _organizer, ...nobodys } = invitation;
    const { request: _request, ...rest } = asked;
    expect(() => answerInvitation({ ...rest, invitation: nobodys })).toThrow('no organizer');
  });

  test('says so in words as well', () => {
    expect(invitationWords('accepted', 'Встреча\nзавтра', 'en')).toBe('Принято: Встреча завтра');
    expect(invitationWords('declined', 'Q4', 'ru')).toBe('Отклонено: Q4');
    expect(invitationWords('tentative', 'Meeting', 'en')).toBe('Tentatively accepted: Meeting');
  });
});
