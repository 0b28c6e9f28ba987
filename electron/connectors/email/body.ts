import { htmlToPlainText, withoutTrailingSpace } from './html.ts';

/** "This is a message in HTML, your program cannot show it": a plain part that says nothing. */
const stub =
  /(html[- ](capable|enabled|compatible|format)|(not|does(n't| not)) support html|view (this|the) (e-?mail|message) (in|as)|не поддерживает html|в формате html|просмотр(еть|а) (этого )?(письма|сообщения) в браузере)/i;

/**
 * The text of a mail: its plain part where that says something, otherwise what the HTML reads like. A plain part of a line
 * or two that only excuses itself beside a much longer HTML body is not taken for the mail.
 */
export function bodyText(plain: string | undefined, html: string | undefined): string {
  const text = tidy(plain ?? '');
  if (html === undefined || html.trim() === '') return text;
  if (text !== '' && !(text.length < 300 && stub.test(text))) return text;
  return htmlToPlainText(html) || text;
}

function tidy(text: string): string {
  return withoutTrailingSpace(text.replace(/\r\n?/g, '\n').replaceAll('\0', '')).trim();
}
