import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { htmlToPlainText, illustrated } from '../../../../electron/connectors/email/html.ts';
import { isSafeLink, mailHtml } from '../../../../electron/connectors/email/mail-html.ts';
import { mailText } from '../../../../electron/connectors/email/mail-text.ts';
import type { TextMark } from '../../../../shared/model/index.ts';

const picture = { cid: 'a.1@shop.test', name: 'Схема <1>.png' };
const html = (text: string, marks: TextMark[] = []) => mailHtml(text, marks, () => picture);
const plain = (text: string, marks: TextMark[] = []) => mailText(text, marks, () => picture.name);
const all = (text: string, mark: Record<string, unknown>) => [{ start: 0, end: text.length, ...mark } as TextMark];

describe('HTML of a marked text', () => {
  it.each([
    ['bold', '<b>x</b>'],
    ['italic', '<i>x</i>'],
    ['underline', '<u>x</u>'],
    ['strike', '<s>x</s>'],
    ['spoiler', '<div>x</div>'],
    ['mention', '<div>x</div>'],
  ])('%s', (type, expected) => {
    expect(html('x', all('x', { type }))).toContain(expected);
  });

  it('everything that is not ours is words', () => {
    const text = `<script>alert('1')</script> & "q" <img src=x onerror=y>\u0000\uFFFC`;
    const body = html(text, all(text, { type: 'bold' }));
    expect(body).toContain('&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;q&quot; &lt;img src=x onerror=y&gt;</b>');
  });

  it('a link has its address, unless it leads where none may', () => {
    expect(html('here', all('here', { type: 'link', url: 'https://a.test/?q="1"&x=<2>' }))).toContain(
      '<a href="https://a.test/?q=&quot;1&quot;&amp;x=&lt;2&gt;">here</a>',
    );
    for (const url of [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'https:// x',
      'vbscript:x',
      ' https://a.test',
    ])
      expect(html('here', all('here', { type: 'link', url }))).not.toContain('<a');
    expect(isSafeLink('tel:+74951234567')).toBe(true);
    expect(isSafeLink('mailto:a@b.test')).toBe(true);
  });

  it('an address in plain words is a link, but not inside a link or code', () => {
    expect(html('см. https://a.test/x?y=1&z=2).')).toContain(
      'см. <a href="https://a.test/x?y=1&amp;z=2">https://a.test/x?y=1&amp;z=2</a>).',
    );
    const text = 'https://a.test';
    expect(html(text, all(text, { type: 'code' }))).not.toContain('<a');
    expect(html(text, all(text, { type: 'pre' }))).not.toContain('<a');
    expect(html(text, all(text, { type: 'link', url: 'https://b.test' })).match(/<a /g)).toHaveLength(1);
  });

  it('spaces stay as they were typed', () => {
    expect(html('  a   b c\td')).toContain('<div>&nbsp; a&nbsp;&nbsp; b c&nbsp;&nbsp;&nbsp; d</div>');
  });

  it('a picture is the part of the mail and not wider than a column', () => {
    expect(html('\uFFFC', all('\uFFFC', { type: 'image', hash: 'h', mime: 'image/png', width: 4000 }))).toContain(
      '<img src="cid:a.1@shop.test" alt="Схема &lt;1&gt;.png" width="640"',
    );
  });

  it('nothing of it is fetched, runs, or is styled from elsewhere, whatever was written', () => {
    const kinds = ['bold', 'code', 'pre', 'quote', 'bullet', 'number', 'italic', 'strike', 'underline'] as const;
    const nasty = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '&',
      '\n',
      'javascript:',
      'http://x.test',
      ' onload=',
      'style',
      'я',
      ' ',
      '\u0001',
    );
    const mark = fc.record({ type: fc.constantFrom(...kinds), start: fc.nat(40), length: fc.nat(20) });
    fc.assert(
      fc.property(fc.array(nasty, { maxLength: 25 }), fc.array(mark, { maxLength: 8 }), (pieces, ranges) => {
        const text = pieces.join('');
        const body = html(
          text,
          ranges.map(({ type, start, length }) => ({ type, start, end: start + length })),
        );
        const tags = body.match(/<[^>]*>/g) ?? [];
        for (const tag of tags)
          expect(tag).toMatch(
            /^<(\/?(b|i|u|s|li|ul|ol|div|pre|code|blockquote|body|html|head|a)|br|!DOCTYPE html|(div|ul|ol|pre|code|blockquote) style="[^"<>]*"|a href="https?:\/\/[^"<>]*"|meta http-equiv="Content-Type" content="text\/html; charset=utf-8")>$/,
          );
        const open = tags.filter((tag) => /^<(b|i|u|s|li|ul|ol|div|pre|code|blockquote|a)[ >]/.test(tag)).length;
        expect(tags.filter((tag) => /^<\/(b|i|u|s|li|ul|ol|div|pre|code|blockquote|a)>/.test(tag))).toHaveLength(open);
      }),
      { numRuns: 1000 },
    );
  });

  it('a reader of HTML finds the words of the text again', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('слово', 'word', '<b>', '&amp;', 'x@y.test', '1 < 2'), { minLength: 1 }), (words) => {
        const text = words.join('\n');
        expect(htmlToPlainText(html(text, all(text, { type: 'bold' })))).toBe(text);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the words for those who read no HTML', () => {
  it('lists, quotes, links and pictures are told by signs', () => {
    const text = 'Список:\nпервое\nвторое\nшаг\nещё шаг\nон писал\n\nещё\nсайт и \uFFFC';
    const line = (words: string, type: 'bullet' | 'number') => {
      const start = text.indexOf(`\n${words}\n`) + 1;
      return { type, start, end: start + words.length };
    };
    const quote = { type: 'quote' as const, start: text.indexOf('он писал'), end: text.indexOf('\nсайт') };
    const site = text.indexOf('сайт');
    const marks: TextMark[] = [
      line('первое', 'bullet'),
      line('второе', 'bullet'),
      line('шаг', 'number'),
      line('ещё шаг', 'number'),
      quote,
      { type: 'link', url: 'https://shop.test/', start: site, end: site + 4 },
      { type: 'image', hash: 'h', mime: 'image/png', start: text.length - 1, end: text.length },
    ];
    expect(plain(text, marks)).toBe(
      'Список:\n- первое\n- второе\n1. шаг\n2. ещё шаг\n> он писал\n>\n> ещё\nсайт (https://shop.test/) и [Схема <1>.png]',
    );
  });

  it('a link whose words are its address says it once', () => {
    expect(plain('shop.test', all('shop.test', { type: 'link', url: 'https://shop.test/' }))).toBe('shop.test');
    expect(plain('a@b.test', all('a@b.test', { type: 'link', url: 'mailto:a@b.test' }))).toBe('a@b.test');
  });

  it('letters are only their words', () => {
    expect(plain('жирно', all('жирно', { type: 'bold' }))).toBe('жирно');
  });
});

describe('a body with the pictures that stand in it', () => {
  const [first, second] = ['a'.repeat(64), 'b'.repeat(64)];
  const img = (hash: string, more = '') => `<img ${more} src="app://throughline/file/${hash}?type=image%2Fpng">`;

  it('has each in its place, in tables, lists and quotes, with its size', () => {
    const body = `<p>See ${img(first, 'width="40" height="30px"')}:</p><table><tr><td>left</td><td>${img(second, 'width="100%"')}</td></tr></table>
      <blockquote>old ${img(first)}</blockquote>`;
    expect(illustrated(body)).toEqual({
      text: 'See \uFFFC:\n\nleft \uFFFC\n\n> old \uFFFC',
      pictures: [{ hash: first, width: 40, height: 30 }, { hash: second }, { hash: first }],
    });
    expect(htmlToPlainText(body)).toBe('See :\n\nleft\n\n> old');
  });

  it('opens what is folded, without the words on the fold', () => {
    const body = `<p>Hi ${img(first)}</p><details class="throughline-quote"><summary>···</summary><p>Old</p></details>`;
    expect(illustrated(body)?.text).toBe('Hi \uFFFC\n\nOld');
  });

  it.each([
    ['none', '<p>Hello</p>'],
    ['those of another server', '<p>x <img src="https://a.test/b.png"></p>'],
    ['what counts who opens the mail', `<p>x ${img(first, 'width="1" height="1"')}</p>`],
    ['what is hidden', `<p>x</p><div style="display: none">${img(first)}</div>`],
    ['a place of its own making', `<p>x &#xFFFC; ${img(first)}</p>`],
    ['depths that nobody writes', `${'<div>'.repeat(300)}${img(first)}`],
  ])('is nothing with %s', (_, body) => {
    expect(illustrated(body)).toBeUndefined();
  });
});
