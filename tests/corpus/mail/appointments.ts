import { bodyOf, latin, multi, png, pngFile, type, utf8 } from './body.ts';
import { base64, bytes, quotedPrintable } from './encode.ts';
import { type Expected, type Sample, sample } from './sample.ts';
import { type Packed, tnef } from './tnef.ts';

const body = bodyOf('appointments');
const event = (lines: string, method = 'REQUEST') =>
  `BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//X//EN\nMETHOD:${method}\nBEGIN:VEVENT\nUID:u1@x.test\n${lines}\nEND:VEVENT\nEND:VCALENDAR`;
const size = (raw: string) => raw.replaceAll('\n', '\r\n').length;
const ics = (raw: string, name = 'attachment-1.ics') => ({ name, type: 'text/calendar', size: size(raw), inline: false });
const calendar = (charset: string, raw: string, method = 'REQUEST') =>
  `${type(`text/calendar; method=${method}; charset=${charset}`)}${raw}`;
const call = 'DTSTART:20261105T070000Z\nDTEND:20261105T080000Z\nSUMMARY:Созвон по заказу\nLOCATION:Переговорная';
const called = 'Созвон по заказу\n2026-11-05 07:00 – 08:00 (UTC)\nПереговорная';
const times = { from: Date.UTC(2026, 10, 5, 7), to: Date.UTC(2026, 10, 5, 8) };
const winmail = (
  content: Packed,
  head = 'Content-Type: application/ms-tnef; name="winmail.dat"\nContent-Disposition: attachment; filename="winmail.dat"\n',
) => `${head}Content-Transfer-Encoding: base64\n\n${base64(tnef(content))}`;
const conference = `BEGIN:VCALENDAR
PRODID:-//Example/ExampleCalendarClient//EN
METHOD:REQUEST
VERSION:2.0
BEGIN:VEVENT
ORGANIZER:mailto:man@netscape.example.com
ATTENDEE;ROLE=CHAIR;PARTSTAT=ACCEPTED:mailto:man@netscape.example.com
ATTENDEE;RSVP=TRUE:mailto:stevesil@microsoft.example.com
DTSTAMP:19970611T190000Z
DTSTART:19970701T210000Z
DTEND:19970701T230000Z
SUMMARY:Phone Conference
DESCRIPTION:Please review the attached document.
UID:calsvr.example.com-873970198738777
ATTACH:ftp://ftp.bar.example.com/pub/docs/foo.doc
STATUS:CONFIRMED
END:VEVENT
END:VCALENDAR
`;
const asked = 'Phone Conference\n1997-07-01 21:00 – 23:00 (UTC)\nman@netscape.example.com\nPlease review the attached document.';
const phone = (name: string, rest: string, expected: Expected): Sample =>
  sample(
    `appointments/6047/${name}`,
    latin(
      `From: user1@example.com\nTo: user2@example.com\nSubject: Phone Conference\nMime-Version: 1.0\nDate: Wed, 07 May 1997 21:30:25 -0400\nMessage-ID: <4.6.1@example.com>\n${rest}`,
    ),
    {
      from: { address: 'user1@example.com' },
      date: '1997-05-08T01:30:25.000Z',
      messageId: '4.6.1@example.com',
      ...expected,
    },
  );

/** Appointments in every dress, and what Outlook packs. */
export const appointments: Sample[] = [
  phone(
    'single',
    `Content-Type: text/calendar; method=REQUEST; charset=US-ASCII\nContent-Transfer-Encoding: 7bit\n\n${conference}`,
    { text: asked, hasHtml: false, attachments: [ics(conference)] },
  ),
  phone(
    'alternative',
    multi('alternative', [
      'Content-Type: text/plain; charset=us-ascii\nContent-Transfer-Encoding: 7bit\n\nThis is an alternative representation of a TEXT/CALENDAR\nMIME object.',
      `Content-Type: text/calendar; method=REQUEST; charset=US-ASCII\nContent-Transfer-Encoding: 7bit\n\n${conference}`,
    ]),
    {
      text: 'This is an alternative representation of a TEXT/CALENDAR\nMIME object.',
      attachments: [ics(conference)],
    },
  ),
  phone(
    'mixed',
    multi('mixed', [
      'Content-Type: text/plain; charset=us-ascii\n\nPlease come.',
      `Content-Type: text/calendar; method=REQUEST; charset=US-ASCII\nContent-Disposition: attachment; filename="event1.ics"\n\n${conference}`,
    ]),
    { text: 'Please come.', attachments: [ics(conference, 'event1.ics')] },
  ),
  ...(['koi8-r', 'windows-1251', 'utf-8', 'iso-8859-5'] as const).map((charset) =>
    body(
      `charset-${charset}`,
      calendar(charset, bytes(event(call), charset)),
      { text: called },
      { card: { method: 'request', summary: 'Созвон по заказу', ...times, location: 'Переговорная' } },
    ),
  ),
  body('charset-utf-8-called-1251', calendar('windows-1251', utf8(event(call))), called),
  body('charset-none', `${type('text/calendar')}${bytes(event(call), 'windows-1251')}`, called),
  body(
    'charset-utf-16',
    `${type('text/calendar; method=REQUEST; charset=utf-16le', 'base64')}${base64(bytes(event(call), 'utf-16le'))}`,
    called,
  ),
  body(
    'quoted-printable',
    `${type('text/calendar; method=REQUEST; charset=utf-8', 'quoted-printable')}${quotedPrintable(utf8(event(call)))}`,
    called,
  ),
  body('base64', `${type('text/calendar; method=REQUEST; charset=utf-8', 'base64')}${base64(utf8(event(call)))}`, called),
  body(
    'cancel',
    calendar('utf-8', utf8(event(`${call}\nSTATUS:CANCELLED`, 'CANCEL')), 'CANCEL'),
    { text: called },
    { card: { method: 'cancel', ...times } },
  ),
  body(
    'reply',
    calendar('utf-8', utf8(event(`${call}\nATTENDEE;PARTSTAT=DECLINED:mailto:maria@mail.test\nCOMMENT:No`, 'REPLY')), 'REPLY'),
    { text: called },
    { card: { method: 'reply', ...times } },
  ),
  body(
    'zone-of-outlook',
    calendar(
      'utf-8',
      event(
        'DTSTART;TZID="Russian Standard Time":20261105T100000\nDTEND;TZID="Russian Standard Time":20261105T110000\nSUMMARY:Call',
      ),
    ),
    'Call\n2026-11-05 10:00 – 11:00 (Russian Standard Time)',
  ),
  body(
    'zone-described',
    calendar(
      'utf-8',
      event('DTSTART;TZID=Our Zone:20261105T100000\nDTEND;TZID=Our Zone:20261105T110000\nSUMMARY:Call').replace(
        'BEGIN:VEVENT',
        'BEGIN:VTIMEZONE\nTZID:Our Zone\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0300\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT',
      ),
    ),
    { text: 'Call\n2026-11-05 10:00 – 11:00 (Our Zone)' },
    { card: { method: 'request', summary: 'Call', ...times } },
  ),
  body(
    'no-zone',
    calendar('utf-8', event('DTSTART:20261105T100000\nDTEND:20261105T110000\nSUMMARY:Call')),
    'Call\n2026-11-05 10:00 – 11:00',
  ),
  body(
    'lower-case',
    calendar(
      'utf-8',
      'begin:vcalendar\nmethod:request\nbegin:vevent\nuid:1\nsummary:Call\ndtstart:20261105T070000Z\nend:vevent\nend:vcalendar',
    ),
    'Call\n2026-11-05 07:00 (UTC)',
  ),
  body('escapes', calendar('utf-8', event('SUMMARY:a\\, b\\; c\\\\n d\\Ne')), 'a, b; c\\n d\ne'),
  body(
    'folded-by-tabs',
    calendar('utf-8', event('SUMMARY:one \n\ttwo \n\tthree\nDTSTART:20261105T070000Z')),
    'one two three\n2026-11-05 07:00 (UTC)',
  ),
  body(
    'html-description',
    calendar('utf-8', event('SUMMARY:Call\nDESCRIPTION:Plain\nX-ALT-DESC;FMTTYPE=text/html:<html>No</html>')),
    'Call\nPlain',
  ),
  body('language', calendar('utf-8', event('SUMMARY;LANGUAGE=en-us:Call\nLOCATION;LANGUAGE=en-us:Room')), 'Call\nRoom'),
  body(
    'two-days-of-a-series',
    calendar(
      'utf-8',
      event(
        'DTSTART:20261105T070000Z\nSUMMARY:Call\nEND:VEVENT\nBEGIN:VEVENT\nUID:u1@x.test\nRECURRENCE-ID:20261112T070000Z\nDTSTART:20261112T080000Z\nSUMMARY:Call later',
      ),
    ),
    'Call\n2026-11-05 07:00 (UTC)\n\nCall later\n2026-11-12 08:00 (UTC)',
  ),
  body('organizer-without-mail', calendar('utf-8', event('SUMMARY:Call\nORGANIZER;CN=Anna:invalid:nomail')), 'Call\nAnna'),
  body('nothing-in-it', calendar('utf-8', 'BEGIN:VCALENDAR\nEND:VCALENDAR'), {
    text: '',
    attachments: [ics('BEGIN:VCALENDAR\nEND:VCALENDAR')],
  }),
  body('cut', calendar('utf-8', 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Call\nDTSTA'), 'Call'),
  body(
    'google',
    multi('mixed', [
      multi('alternative', [
        `${type('text/plain; charset=utf-8')}You are invited`,
        `${type('text/html; charset=utf-8')}<p>You are invited</p>`,
        calendar('utf-8', event('SUMMARY:Call')),
      ])
        .replaceAll('"b"', '"i"')
        .replaceAll('--b', '--i'),
      `Content-Type: application/ics; name="invite.ics"\nContent-Disposition: attachment; filename="invite.ics"\nContent-Transfer-Encoding: base64\n\n${base64('ICS')}`,
    ]),
    {
      text: 'You are invited',
      hasHtml: true,
      attachments: [ics(event('SUMMARY:Call')), { name: 'invite.ics', type: 'application/ics', size: 3, inline: false }],
    },
  ),
  body('winmail-text', multi('mixed', [`${type('text/plain')} \n`, winmail({ files: [], text: 'Заказ не пришёл\r\nМария' })]), {
    text: 'Заказ не пришёл\nМария',
    hasHtml: false,
    attachments: [],
  }),
  body(
    'winmail-picture-in-place',
    multi('mixed', [
      winmail({
        html: '<p>Hi</p><img src="cid:image001.png@01">',
        files: [{ name: 'image001.png', short: 'IMAGE001.PNG', data: '\u0089PNG', mime: 'image/png', cid: 'image001.png@01' }],
      }),
    ]),
    {
      text: 'Hi',
      hasHtml: true,
      attachments: [{ name: 'image001.png', type: 'image/png', size: 4, inline: true }],
    },
  ),
  body('winmail-alone', winmail({ files: [{ name: 'a.pdf', short: 'a.pdf', data: '%PDF' }], text: 'Hello' }), {
    text: 'Hello',
    attachments: [{ name: 'a.pdf', type: 'application/pdf', size: 4, inline: false }],
  }),
  body(
    'winmail-other-name',
    multi('mixed', [
      '\nText',
      winmail(
        { files: [{ name: 'a.pdf', short: 'a.pdf', data: '%PDF' }] },
        'Content-Type: application/vnd.ms-tnef; name="noname.dat"\n',
      ),
    ]),
    {
      text: 'Text',
      attachments: [{ name: 'a.pdf', type: 'application/pdf', size: 4, inline: false }],
    },
  ),
  body('winmail-short-name', multi('mixed', ['\nText', winmail({ files: [{ name: '', short: 'СЧЁТ.PDF', data: '%PDF' }] })]), {
    text: 'Text',
    attachments: [{ name: 'СЧЁТ.PDF', type: 'application/pdf', size: 4, inline: false }],
  }),
  body(
    'winmail-is-no-such',
    multi('mixed', ['\nText', `Content-Type: application/ms-tnef; name="winmail.dat"\n\nnot packed at all`]),
    {
      text: 'Text',
      attachments: [{ name: 'winmail.dat', type: 'application/ms-tnef', size: 17, inline: false }],
    },
  ),
  body(
    'picture-of-invitation',
    multi('related', [
      `${type('text/html; charset=utf-8')}<p>Come</p><img src="cid:p@x">`,
      png('Content-ID: <p@x>\n'),
      calendar('utf-8', event('SUMMARY:Call')),
    ]),
    {
      text: 'Come',
      attachments: [pngFile('attachment-1.png', true), ics(event('SUMMARY:Call'), 'attachment-2.ics')],
    },
  ),
];
