import { latin, multi, type, utf8 } from './body.ts';
import { type Expected, type Meaning, type Sample, sample } from './sample.ts';

const top = 'From: anna@mail.test\nTo: op@shop.test\nMessage-ID: <c@mail.test>\nMIME-Version: 1.0\n';
const body = (name: string, rest: string, expected: Expected | string, meaning: Meaning): Sample =>
  sample(`conversations/${name}`, latin(top + rest), typeof expected === 'string' ? { text: expected } : expected, meaning);
const date = 'Date: Tue, 03 Nov 2026 12:00:00 +0300\n';
const plain = (subject: string, text: string) =>
  `${date}Subject: ${utf8(subject)}\n${type('text/plain; charset=utf-8')}${utf8(text)}\n`;
const html = (subject: string, markup: string) =>
  `${date}Subject: ${utf8(subject)}\n${type('text/html; charset=utf-8')}${utf8(markup)}\n`;
const told = (text: string) => text.trim();

/** An answer in plain text: what its author says comes first, `rest` is what their program adds. */
function answer(name: string, said: string, rest: string, meaning: Meaning['parts'] = { said, quoted: true }): Sample {
  const text = `${said}\n\n${rest}`;
  return body(`answer/${name}`, plain('Re: x', text), told(text), { parts: meaning, forwardedFrom: false });
}

/** The same as HTML alone; of the text only that it is there is asked. */
const page = (name: string, markup: string, folds: Meaning['folds']): Sample =>
  body(`page/${name}`, html('Re: x', markup), { hasHtml: true, attachments: [] }, { folds: folds ?? [] });

const maria = 'Мария Кузнецова <maria@client.test>';
const written = Date.UTC(2026, 10, 2, 6, 58);
function forward(name: string, subject: string, text: string, at = written): Sample {
  return body(`forward/${name}`, plain(subject, text), told(text), { forwardedFrom: { name: maria, at } });
}

const card = 'Иван Петров\nменеджер\nООО «Ромашка»\n+7 495 123-45-67';

/** Answers, signatures and forwarded mails in the habits of the usual programs, in English and Russian. */
export const conversations: Sample[] = [
  answer('gmail', 'Yes, please.', 'On Mon, Nov 2, 2026 at 9:58 AM Shop <op@shop.test> wrote:\n\n> Shall we send it?\n>\n'),
  answer('gmail-ru', 'Да, пожалуйста.', 'пн, 2 нояб. 2026 г. в 09:58, Магазин <op@shop.test>:\n\n> Отправляем?\n'),
  answer('gmail-folded', 'Да.', 'On Mon, Nov 2, 2026 at 9:58 AM A Shop With Quite A Long Name\n<op@shop.test> wrote:\n\n> Old\n'),
  answer('apple', 'Yes.', 'On 2 Nov 2026, at 9:58, Shop <op@shop.test> wrote:\n\n> Old\n'),
  answer('apple-ru', 'Да.', '2 нояб. 2026 г., в 9:58, Магазин <op@shop.test> написал(а):\n\n> Старое\n'),
  answer('thunderbird-ru', 'Да.', '02.11.2026 9:58, Магазин пишет:\n> Старое\n'),
  answer(
    'outlook',
    'Fine.',
    '-----Original Message-----\nFrom: Shop <op@shop.test>\nSent: Monday, November 2, 2026 9:58 AM\nTo: Maria\nSubject: x\n\nOld',
  ),
  answer(
    'outlook-ru',
    'Хорошо.',
    'От: Магазин <op@shop.test>\nОтправлено: 2 ноября 2026 г. 9:58\nКому: Мария\nТема: x\n\nСтарое',
  ),
  answer('outlook-line', 'Fine.', '________________________________\nFrom: Shop\nSent: Monday\n\nOld'),
  answer('mailru', 'Да, верно', 'Понедельник, 2 ноября 2026, 9:58 +03:00 от Магазин <op@shop.test>:\n\nСтарое письмо'),
  answer('yandex', 'Да', '02.11.2026, 09:58, "Магазин" <op@shop.test>:\n> Старое'),
  answer('the-bat', 'Завтра.', 'Вы писали 2 ноября 2026 г., 9:58:44:\n\nАК> Когда?\nАК> Где?'),
  answer('lotus', 'Fine.', 'Shop <op@shop.test> wrote on 02.11.2026 09:58:44:\n\n> Old'),
  answer('gmail-uk', 'Так', 'пн, 2 лист. 2026 р. о 09:58 Магазин <op@shop.test> пише:\n\n> Старе'),
  answer(
    'outlook-ios-ru',
    'Да',
    'Получить Outlook для iOS<https://aka.ms/o0ukef>\n________________________________\nОт: Магазин <op@shop.test>\nОтправлено: 2 ноября 2026 г. 9:58\nКому: Мария\nТема: x\n\nСтарое',
    { said: 'Да', signature: 'Получить Outlook для iOS<https://aka.ms/o0ukef>', quoted: true },
  ),
  answer('signed', 'Да', `--\n${card}\n\n02.11.2026, 09:58, "Магазин" <op@shop.test>:\n> Старое`, {
    said: 'Да',
    signature: `--\n${card}`,
    quoted: true,
  }),
  answer('closing', 'Вышлите счёт.', `С уважением,\n${card}`, { said: 'Вышлите счёт.', signature: `С уважением,\n${card}` }),
  answer('closing-short', 'Вышлите счёт.', 'С уважением,\nИван', { said: 'Вышлите счёт.\n\nС уважением,\nИван' }),
  answer('closing-en', 'Send it.', 'Kind regards,\nJane Doe\nHead of Sales\nExample Ltd', {
    said: 'Send it.',
    signature: 'Kind regards,\nJane Doe\nHead of Sales\nExample Ltd',
  }),
  answer('telephone', 'Да', 'Отправлено с iPhone', { said: 'Да', signature: 'Отправлено с iPhone' }),
  answer('telephone-en', 'Yes', 'Get Outlook for Android', { said: 'Yes', signature: 'Get Outlook for Android' }),
  body('answer/below', plain('Re: x', '> Когда?\n\nЗавтра.'), '> Когда?\n\nЗавтра.', { parts: { said: '> Когда?\n\nЗавтра.' } }),
  body('answer/between', plain('Re: x', '> Когда?\nЗавтра.\n> Где?\nТам же.'), '> Когда?\nЗавтра.\n> Где?\nТам же.', {
    parts: { said: '> Когда?\nЗавтра.\n> Где?\nТам же.' },
  }),

  page(
    'gmail',
    '<div dir="ltr">Yes<br clear="all"><div class="gmail_signature">Anna</div></div><br><div class="gmail_quote"><div class="gmail_attr">On Mon wrote:<br></div><blockquote class="gmail_quote">Old</blockquote></div>',
    ['signature', 'quote'],
  ),
  page(
    'apple',
    '<body>Yes<div><br><blockquote type="cite"><div>On 2 Nov 2026, at 9:58, Shop wrote:</div>Old</blockquote></div></body>',
    ['quote'],
  ),
  page(
    'thunderbird',
    '<p>Ja</p><div class="moz-cite-prefix">Am 02.11.2026 um 9:58 schrieb Shop:<br></div><blockquote type="cite">Old</blockquote><pre class="moz-signature">-- \nAnna</pre>',
    ['quote', 'signature'],
  ),
  page(
    'outlook',
    '<div class="WordSection1"><p>Да</p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>От:</b> Магазин<br><b>Отправлено:</b> 2 ноября</p></div></div><p>Старое</p></div>',
    ['quote'],
  ),
  page(
    'mailru',
    '<div>Да</div><br>Понедельник, 2 ноября 2026, 9:58 +03:00 от Магазин &lt;op@shop.test&gt;:<br><blockquote style="border-left:1px solid #0857A6">Старое</blockquote>',
    ['quote'],
  ),
  page(
    'yandex',
    '<div>Да</div><div>02.11.2026, 09:58, "Магазин" &lt;op@shop.test&gt;:</div><blockquote><p>Старое</p></blockquote>',
    ['quote'],
  ),
  page(
    'yandex-signed',
    '<div>Да</div><div>-- </div><div>С уважением,</div><div>Анна</div><div>02.11.2026, 09:58, "Магазин" &lt;op@shop.test&gt;:</div><blockquote><p>Старое</p></blockquote>',
    ['signature', 'quote'],
  ),
  page(
    'samsung',
    '<div>Да</div><div id="composer_signature">Отправлено с моего Samsung Galaxy</div><div>-------- Исходное сообщение --------</div><div>От: Магазин</div>',
    ['signature', 'quote'],
  ),
  page(
    'between',
    '<blockquote type="cite">Когда?</blockquote><p>Завтра</p><blockquote type="cite">Где?</blockquote><p>Там</p>',
    [],
  ),
  page('passed-on', '<div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------</div>All</div>', []),
  page('newsletter', '<table><tr><td><blockquote>What they say of us</blockquote></td></tr></table><p>Buy</p>', []),

  forward(
    'gmail',
    'Fwd: x',
    `Please see\n\n---------- Forwarded message ---------\nFrom: ${maria}\nDate: Mon, Nov 2, 2026 at 9:58 AM\nSubject: x\nTo: <op@shop.test>\n\nWhere is it?`,
  ),
  forward(
    'gmail-ru',
    'Fwd: x',
    `---------- Forwarded message ---------\nОт: ${maria}\nDate: пн, 2 нояб. 2026 г. в 09:58\nSubject: x\nTo: <op@shop.test>\n\nГде он?`,
  ),
  forward(
    'apple',
    'Fwd: x',
    `Begin forwarded message:\n\nFrom: ${maria}\nSubject: x\nDate: 2 November 2026 at 09:58:00 GMT+3\n\nWhere is it?`,
  ),
  forward('outlook', 'FW: x', `From: ${maria}\nSent: Monday, November 2, 2026 9:58 AM\nTo: op\nSubject: x\n\nWhere is it?`),
  forward(
    'outlook-ru',
    'ПЕР: x',
    `-----Исходное сообщение-----\nОт: ${maria}\nОтправлено: 2 ноября 2026 г. 9:58\nКому: op\nТема: x\n\nГде он?`,
  ),
  forward(
    'yandex',
    'Fwd: x',
    `-------- Пересылаемое сообщение --------\n02.11.2026, 09:58, "Мария Кузнецова" <maria@client.test>:\n\nГде он?`,
  ),
  forward(
    'mailru',
    'Fwd: x',
    `-------- Пересылаемое сообщение --------\nОт кого: ${maria}\nКому: op@shop.test\nДата: Понедельник, 2 ноября 2026, 9:58 +03:00\nТема: x\n\nГде он?`,
  ),
  forward(
    'apple-quoted',
    'Fwd: x',
    `Begin forwarded message:\n\n> From: ${maria}\n> Subject: x\n> Date: 2 November 2026 at 09:58:00 GMT+3\n>\n> Where is it?`,
  ),
  forward(
    'the-bat',
    'Fwd: x',
    `Это пересылаемое сообщение\nОт: ${maria}\nКому: op@shop.test\nДата: 2 ноября 2026 г., 9:58:00\nТема: x\n\n--8<--------------Начало исходного текста----------------\nГде он?`,
  ),
  body(
    'forward/as-file',
    `${date}Subject: Fwd: x\n${multi('mixed', ['\nSee below', `Content-Type: message/rfc822\n\nFrom: Maria <maria@client.test>\nDate: Mon, 02 Nov 2026 09:58:00 +0300\nSubject: Where is it?\n\nWhere?`])}`,
    { text: 'See below' },
    { forwardedFrom: { name: 'Maria <maria@client.test>', at: written } },
  ),
];
