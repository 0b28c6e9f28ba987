import { htmlToPlainText, withoutTrailingSpace } from './html.ts';

/** "This is a message in HTML, your program cannot show it": a plain part that says nothing. */
const stub =
  /(html[- ](capable|enabled|compatible|format|viewer)|enable html|^this is a multi-?part message in mime format\.?$|(not|does(n't| not)) support html|view (this|the) (e-?mail|message) (in|as)|не поддерживает html|с поддержкой html|в формате html|просмотр(еть|а) (этого )?(письма|сообщения) в браузере|(письмо|сообщение) (отображается (некорректно|неправильно)|не отображается))/i;

/** Spaces of no width, which some put where they had nothing to say. */
const invisible = /[\u200b-\u200d\u2060\ufeff]/g;

/**
 * The text of a mail: its plain part where that says something, otherwise what the HTML reads like. A plain part of a line
 * or two that only excuses itself beside a much longer HTML body is not taken for the mail.
 */
export function bodyText(plain: string | undefined, html: string | undefined): string {
  const text = tidy(plain ?? '');
  if (html === undefined || html.trim() === '') return text;
  if (text.replace(invisible, '') !== '' && !(text.length < 300 && stub.test(text))) return text;
  return htmlToPlainText(html) || text;
}

function tidy(text: string): string {
  return withoutTrailingSpace(text.replace(/\r\n?/g, '\n').replaceAll('\0', '')).trim();
}
