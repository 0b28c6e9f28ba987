import { describe, expect, it } from 'vitest';
import { folded } from '../../../../electron/connectors/email/fold.ts';

const quote = (inner: string) => `<details class="throughline-quote"><summary>···</summary>${inner}</details>`;
const signature = (inner: string) => `<details class="throughline-signature"><summary>···</summary>${inner}</details>`;

/** What each program writes when somebody answers above. `Q` is what has to be folded. */
const clients: Array<[string, string, string, string]> = [
  [
    'Gmail',
    '<div dir="ltr">Yes, please.</div><br>',
    '<div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Mon, Nov 2, 2026 at 9:58 AM Shop &lt;<a href="mailto:op@shop.test">op@shop.test</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid">Old</blockquote></div>',
    '',
  ],
  [
    'Gmail in Russian',
    '<div dir="ltr">Да</div><br>',
    '<div class="gmail_quote"><div dir="ltr" class="gmail_attr">пн, 2 нояб. 2026 г. в 09:58, Магазин &lt;op@shop.test&gt;:<br></div><blockquote class="gmail_quote">Старое</blockquote></div>',
    '',
  ],
  [
    'Apple Mail',
    '<html><body style="word-wrap:break-word">Yes.<br><div><br>',
    '<blockquote type="cite"><div>On 2 Nov 2026, at 9:58, Shop &lt;op@shop.test&gt; wrote:</div><br><div>Old</div></blockquote>',
    '</div><br></body></html>',
  ],
  [
    'Thunderbird',
    '<html><body><p>Ja.</p>',
    '<div class="moz-cite-prefix">On 02.11.2026 9:58, Shop wrote:<br></div><blockquote type="cite" cite="mid:a@b"><p>Old</p></blockquote>',
    '</body></html>',
  ],
  [
    'Outlook',
    '<div class="WordSection1"><p class="MsoNormal">Хорошо.<o:p></o:p></p>',
    '<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>From:</b> Shop &lt;op@shop.test&gt;<br><b>Sent:</b> Monday, November 2, 2026 9:58 AM<br><b>To:</b> Maria</p></div></div><p class="MsoNormal">Old</p>',
    '</div>',
  ],
  [
    'Outlook in Russian',
    '<div class="WordSection1"><p>Хорошо.</p>',
    '<div style="border:none;border-top:solid #B5C4DF 1.0pt"><p><b>От:</b> Магазин<br><b>Отправлено:</b> 2 ноября 2026 г. 9:58<br><b>Кому:</b> Мария</p></div><p>Старое</p>',
    '</div>',
  ],
  [
    'Outlook on the web',
    '<div>Fine</div>',
    '<div id="appendonsend"></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg"><b>From:</b> Shop</div><div>Old</div>',
    '',
  ],
  [
    'mail.ru',
    '<div>Да, верно</div><br>',
    'Понедельник, 2 ноября 2026, 9:58 +03:00 от Магазин &lt;op@shop.test&gt;:<br><blockquote style="border-left:1px solid #0857A6; margin:10px; padding:0 0 0 10px;"><div>Старое</div></blockquote>',
    '',
  ],
  [
    'Yandex',
    '<div>Да</div><div> </div>',
    '<div>02.11.2026, 09:58, "Магазин" &lt;op@shop.test&gt;:</div><blockquote><p>Старое</p></blockquote>',
    '',
  ],
  [
    'Yahoo',
    '<div>Yes</div>',
    '<div id="yahoo_quoted_123" class="yahoo_quoted"><div>On Monday Shop wrote:</div><div>Old</div></div>',
    '',
  ],
  [
    'Proton',
    '<div>Yes</div>',
    '<div class="protonmail_quote">On Monday, Shop wrote:<blockquote type="cite">Old</blockquote></div>',
    '',
  ],
  [
    'an introduction inside what it introduces',
    'Yes',
    '<blockquote><div>On 11-Apr-2026, at 6:54 PM, Shop &lt;op@shop.test&gt; wrote:</div><div>Old</div></blockquote>',
    '',
  ],
  [
    'an introduction above what has no mark',
    '<div>Yes</div>',
    '<div>On 11-Apr-2026, at 6:54 PM, Shop &lt;op@shop.test&gt; wrote:</div><div>Old</div>',
    '',
  ],
  [
    'a header below a line, its date first',
    '<div>Yes<br>',
    '<hr>Date: Tue, 22 May 2026 18:29:16<br>To: <a href="mailto:maria@mail.test">maria@mail.test</a><br>From: op@shop.test<br>Subject: Order<br><br>Old',
    '</div>',
  ],
  ['a line of text', '<p>Да</p>', '<p>-----Исходное сообщение-----</p><p>От: Магазин</p><p>Старое</p>', ''],
];

describe('history that an HTML body quotes', () => {
  it.each(clients)('%s', (_, before, quoted, after) => {
    expect(folded(before + quoted + after)).toBe(before + quote(quoted) + after);
  });

  it('is folded above an answer, and not where the answers stand between', () => {
    const cite = (text: string) => `<blockquote type="cite">${text}</blockquote>`;
    expect(folded(`${cite('When?')}<p>Tomorrow</p>`)).toBe(`${quote(cite('When?'))}<p>Tomorrow</p>`);
    const between = `${cite('When?')}<p>Tomorrow</p>${cite('At what time?')}<p>At six</p>`;
    expect(folded(between)).toBe(between);
    // Two in a row are one.
    expect(folded(`<p>Yes</p>${cite('a')}<br>${cite('b')}`)).toBe(`<p>Yes</p>${quote(`${cite('a')}<br>${cite('b')}`)}`);
  });

  it('stays open where it is what the mail passes on', () => {
    const signed = '<div class="gmail_signature">Anna</div>';
    const quoted = '<div class="gmail_quote">All <div class="gmail_signature">Bob</div></div>';
    expect(folded(`<p>See</p>${signed}${quoted}`, true)).toBe(`<p>See</p>${signature(signed)}${quoted}`);
  });

  it.each([
    [
      'a mail that is only passed on',
      '<div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------</div>All of it</div>',
    ],
    ['a quotation that somebody made by hand', '<p>As they say:</p><blockquote>To be or not to be</blockquote>'],
    ['a plain mail', '<p>Nothing to fold</p><hr><p>Here neither</p>'],
    ['nothing at all', ''],
  ])('is not %s', (_, html) => {
    expect(folded(html)).toBe(html);
  });
});

describe('signature of an HTML body', () => {
  it.each([
    [
      'Gmail',
      '<div dir="ltr">Yes</div>',
      '<div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature">Anna<br>+7 916</div>',
    ],
    ['Thunderbird', '<p>Yes</p>', '<pre class="moz-signature" cols="72">-- \nAnna</pre>'],
    ['a block of lines', '<p>Yes</p>', '<p>-- <br>Anna<br>+7 916</p>'],
    ['lines among others', 'Yes<br>\n<br>', '\n--<br>Anna<br>+7 916'],
    ['lines below a block', '<p>Yes</p>', '--&nbsp;<br>Anna'],
    ['a line of its own', '<div>Yes</div>', '<div>-- <br></div><div>Anna</div>'],
    ['Outlook', '<div>Yes</div>', '<div id="Signature"><p>Anna</p></div>'],
  ])('%s', (_, before, signed) => {
    expect(folded(before + signed)).toBe(before + signature(signed));
  });

  it('stands before the history, both folded', () => {
    const [signed, quoted] = [
      '<div class="gmail_signature">Anna</div>',
      '<div class="gmail_quote">Old <div class="gmail_signature">Bob</div></div>',
    ];
    expect(folded(`<p>Yes</p>${signed}${quoted}`)).toBe(`<p>Yes</p>${signature(signed)}${quote(quoted)}`);
  });

  it('stays where there is nothing else', () => {
    expect(folded('<div class="gmail_signature">Anna</div>')).toBe('<div class="gmail_signature">Anna</div>');
  });
});

describe('bodies made to hurt', () => {
  it.each([
    ['unclosed', `<p>Yes</p>${'<blockquote type="cite">'.repeat(150)}deep`],
    ['deep', `<p>Yes</p>${'<div>'.repeat(5_000)}x${'</div>'.repeat(5_000)}`],
    ['many', '<p>x</p><blockquote type="cite">y</blockquote>'.repeat(20_000)],
    ['markers', '<p>-----Original Message-----</p>'.repeat(5_000)],
    ['lines', `<p>Yes</p>${'<hr>'.repeat(15_000)}`],
    ['empty ones far down', `${'<div>'.repeat(190)}${'<b></b>'.repeat(45_000)}`],
    ['empty ones above', `${'<div></div>'.repeat(25_000)}${'<blockquote></blockquote>'.repeat(5_000)}`],
    ['broken', '<p>Yes</p><blockquote type="cite"><table><tr></blockquote>x'],
  ])('%s', (_, html) => {
    const began = performance.now();
    const result = folded(html);
    expect(performance.now() - began).toBeLessThan(3_000);
    // Nothing is lost or changed, only parted.
    expect(result.replace(/<details class="throughline-\w+"><summary>···<\/summary>|<\/details>/g, '')).toBe(html);
  });
});
