import type { RecipientStatus } from './delivery-status.ts';

/** Says somebody in words only that a mail did not arrive? From a mail server's own account, or with nobody to answer to. */
export function looksLikeBounce(mail: { from: string | undefined; returnPath: string | undefined; subject: string }): boolean {
  const daemon =
    /^(mailer-?daemon|postmaster|mail-?daemon|mdaemon|mailerdaemon|mail\.system|maildelivery|mail-delivery)[@+.-]/i.test(
      mail.from ?? '',
    );
  const unanswerable = mail.returnPath?.trim() === '<>';
  return (daemon && unanswerable) || ((daemon || unanswerable) && subjects.some((subject) => subject.test(mail.subject)));
}

const subjects: readonly RegExp[] = [
  /undeliver(ed|able)|(un)?delivery (status|has )?(notification|failure|failed|report|problem|error|delayed)|(mail|message) (delivery|status).{0,30}(fail|delay|problem|error|warning|return|notification)/i,
  /^mail failure|failure notice|returned (mail|to sender)|returning (message|mail) to sender|could ?n[o']t be delivered|not delivered|delivery.{0,20}(fail|delay|problem|incomplete)|^warning: (message|could not send)|rejected mail|mail system error/i,
  /не ?доставлен|недоставлен|не удалось доставить|не может быть доставлен|невозможно доставить|ошибка (при )?доставк|отч[её]т о (не)?доставк|уведомлени\S* о (не)?доставк|возврат (письма|почты)|задержк\S* доставк|доставка .{0,40}(задерж|не удалась|невозможна)/i,
];

const delayedWords =
  /delayed|warning|will (continue|keep)|still (trying|being)|(will be|be) (retried|tried)|no action is required|you do not need to (re)?send|not yet been delivered|temporar(y|ily)|отложен|задерж|попытки .{0,40}(продолж|будут)|повторн|временн/i;
const failedWords =
  /permanent|fatal|giving up|gave up|failed permanently|could not be delivered to one or more|returned to sender|has failed|was(n't| not) delivered|undeliverable|i've given up|cannot be delivered|не (может быть|был[оа]?|удалось) доставл|не доставлен|прекращен|окончательн/i;

/**
 * A bounce in words (exim, qmail, postfix, Exchange, Gmail, mail.ru, Yandex and their like): whom it is about, whether it is
 * over, and what the refusing server said. `failed` are addresses a header names (X-Failed-Recipients).
 */
export function statusInWords(
  text: string,
  subject: string,
  failed: readonly string[],
  own: (address: string) => boolean,
): RecipientStatus[] {
  const told = beforeOriginal(beginning(text));
  const outcome = isDelayed(`${subject}\n${told}`, failed) ? 'delayed' : 'failed';
  const words = serverWords(told);
  const named = failed.length > 0 ? failed : [recipientIn(told, own)].filter((address) => address !== undefined);
  if (named.length === 0) return [{ outcome, words }];
  return named.map((recipient) => ({ recipient, outcome, words: words === '' ? wordsUnder(recipient, told) : words }));
}

function isDelayed(text: string, failed: readonly string[]): boolean {
  if (failed.length > 0) return false;
  return delayedWords.test(text) && !failedWords.test(text) && !/\b5\d\d[ -]5\.\d|\b55\d[ -]/.test(text);
}

/** A daemon comes to the point; what it returns may be anything. */
function beginning(text: string): string {
  const lines = text.slice(0, 20_000).split('\n');
  return lines.map((line) => line.slice(0, 500)).join('\n');
}

/** What follows is the returned mail itself. */
const originalBegins =
  /^\s*(-{2,}.*(original|returned|copy of|below this line|headers? of|ниже|исходн|копия|оригинал|заголовк).*|received: .*|return-path: .*|--- (the )?(headers|message|body).*)$/im;

function beforeOriginal(text: string): string {
  const at = originalBegins.exec(text)?.index;
  return at === undefined ? text : text.slice(0, at);
}

const address = /[\p{L}\d.!#$%&'*+/=?^_`{|}~-]+@[\p{L}\d.-]+\.[\p{L}\d-]{2,}/gu;

/** The address that stands by itself or opens a line is the one it is about; otherwise the first one that is not ours. */
function recipientIn(text: string, own: (address: string) => boolean): string | undefined {
  const others = (line: string) =>
    (line.match(address) ?? []).filter((found) => !own(found) && !/^(mailer-?daemon|postmaster|support)@/i.test(found));
  const lines = text.split('\n');
  for (const pattern of [
    /^\s*<[^<>\s]+@[^<>\s]+>:?/,
    /^\s*\S+@\S+?:?\s*$/,
    /rcpt to|recipient|получател|адресат|delivered to|доставл/i,
  ]) {
    for (const line of lines.filter((each) => pattern.test(each))) {
      const [found] = others(line);
      if (found !== undefined) return found;
    }
  }
  return lines.flatMap(others)[0];
}

/** What stands under the address it is about, as exim and qmail tell it. 500 characters at most. */
export function wordsUnder(recipient: string, text: string): string {
  const lines = beforeOriginal(beginning(text))
    .split('\n')
    .map((line) => line.trim());
  const at = lines.findIndex((line) => line.replace(/^<|>?:?$/g, '').toLowerCase() === recipient.toLowerCase());
  if (at === -1) return '';
  const under = lines.slice(at + 1, at + 6);
  const end = under.indexOf('');
  return (end === -1 ? under : under.slice(0, end)).join(' ').replace(/\s+/g, ' ').slice(0, 500);
}

const reply = /(?:^|[\s:>('"#])([45]\d\d[ -](?:#?[45]\.\d{1,3}\.\d{1,3})?.*)/;

/** The line with the refusing server's reply and what it goes on with, else the sentence that says why. 500 characters at most. */
export function serverWords(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  const at = lines.findIndex((line) => reply.test(line) || /^#?[45]\.\d{1,3}\.\d{1,3}\b/.test(line));
  const words: string[] = [];
  if (at !== -1) {
    words.push(reply.exec(lines[at] ?? '')?.[1] ?? lines[at] ?? '');
    for (const line of lines.slice(at + 1, at + 6)) {
      if (line === '') break;
      words.push(line);
    }
  } else {
    const why = lines.findIndex((line) =>
      /unknown|not exist|not found|no such|full|quota|timed? ?out|refused|rejected|reject|unrouteable|because|переполнен|не существует|не найден|отклон|потому что|по причине/i.test(
        line,
      ),
    );
    const line = lines[why] ?? '';
    // "because:", and the reason by itself below.
    words.push(line.endsWith(':') && line.length < 30 ? (lines.slice(why + 1).find((below) => below !== '') ?? line) : line);
  }
  return words
    .join(' ')
    .replace(/\s+/g, ' ')
    .replace(/[)'"\s]+$/, '')
    .slice(0, 500);
}
