import type { Random } from './random.ts';

/** What readers of mails have stumbled over, each where nobody expects it. */
const stones = [
  ...[
    '\0',
    '\r',
    '\n',
    '\r\n\r\n',
    '--',
    '--b',
    '--b--',
    '=',
    '=?',
    '?=',
    '=?utf-8?B?',
    '=?utf-8?Q?=',
    '"',
    '\\',
    '<',
    '>',
    '<a ',
  ],
  ...[
    '</',
    '&#',
    '&#x110000;',
    '(',
    ')',
    ';',
    ',',
    ':',
    '@',
    '%',
    '%80',
    '> ',
    '-- \n',
    'From: ',
    '\u001b$B',
    '\u001b(B',
    '\u0080',
  ],
  ...['\u00c3', '\u00ff\u00fe', '\u00ef\u00bb\u00bf', '-1', '99999999999999999999', '1e999', '; boundary=b', "*0*=utf-7''"],
  ...['<!--', '<![CDATA[', '<script>', '<table>', '<blockquote>', 'https://', 'begin 644 x\n', 'BEGIN:VEVENT\r\n', '{\\rtf1 '],
  ...[
    'Content-Type: multipart/mixed; boundary=b\r\n',
    'Content-Type: message/rfc822\r\n',
    'Content-Transfer-Encoding: x-uue\r\n',
  ],
  ...['text/calendar', 'application/ms-tnef', 'text/html', 'multipart/report', 'message/delivery-status', 'charset=utf-16'],
];
const longest = 2_000_000;

/** A mail with one to six accidents. Characters are bytes; `others` are mails to take pieces of. */
export function mutated(mail: string, others: readonly string[], pick: Random): string {
  let text = mail;
  for (let left = pick.whole(1, 6); left > 0; left -= 1) text = accident(text, others, pick).slice(0, longest);
  return text;
}

function accident(text: string, others: readonly string[], pick: Random): string {
  const at = pick.whole(0, Math.max(0, text.length - 1));
  const length = pick.whole(0, pick.chance(0.2) ? text.length : 40);
  const [before, piece, after] = [text.slice(0, at), text.slice(at, at + length), text.slice(at + length)];
  const other = pick.of(others);
  switch (pick.whole(0, 9)) {
    case 0:
      return `${before}${String.fromCharCode(pick.whole(0, 255))}${text.slice(at + 1)}`;
    case 1:
      return before + after;
    case 2:
      return before + piece + piece + after;
    case 3:
      return before + pick.of(stones) + text.slice(at);
    case 4:
      return before;
    case 5:
      return before + other.slice(pick.whole(0, other.length));
    case 6:
      return before + piece.toUpperCase() + after;
    case 7:
      return withLines(text, pick);
    case 8: {
      const stone = pick.of(stones);
      return before + stone.repeat(pick.whole(1, Math.ceil(20_000 / stone.length))) + text.slice(at);
    }
    default: {
      const from = pick.whole(0, other.length);
      return before + other.slice(from, from + length) + text.slice(at);
    }
  }
}

/** One line many times, or two of them for each other. */
function withLines(text: string, pick: Random): string {
  const lines = text.split('\n');
  const [one, two] = [pick.whole(0, lines.length - 1), pick.whole(0, lines.length - 1)];
  const [first = '', second = ''] = [lines[one], lines[two]];
  if (pick.chance(0.5)) lines.splice(one, 0, ...Array.from({ length: pick.whole(1, 300) }, () => first));
  else [lines[one], lines[two]] = [second, first];
  return lines.join('\n');
}
