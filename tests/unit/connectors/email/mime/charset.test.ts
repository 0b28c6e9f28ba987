import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../../electron/connectors/email/mime/charset.ts';
import { decodeWords } from '../../../../../electron/connectors/email/mime/encoded-words.ts';
import { structured } from '../../../../../electron/connectors/email/mime/parameters.ts';

const russian = 'Здравствуйте, где мой заказ? Спасибо.';
const cyrillic = ['windows-1251', 'koi8-r', 'cp866', 'iso-8859-5'];

describe('charsets', () => {
  it.each(
    cyrillic.flatMap((encoding) =>
      [encoding, undefined, 'us-ascii', 'iso-8859-1', 'utf-8', 'x-nobody-knows', 'windows-1251', 'koi8-r'].map((label) => ({
        encoding,
        label,
      })),
    ),
  )('Russian in $encoding under the label $label', ({ encoding, label }) => {
    expect(decodeText(iconv.encode(russian, encoding), label)).toBe(russian);
  });

  it.each([
    ['gb2312', 'gb18030', '你好，我的订单在哪里？'],
    ['shift_jis', 'shift_jis', 'こんにちは、注文はどこですか'],
    ['ks_c_5601-1987', 'cp949', '안녕하세요, 주문은 어디에 있나요'],
    ['big5', 'big5', '你好，我的訂單在哪裡'],
    ['euc-jp', 'euc-jp', 'こんにちは'],
    ['utf-7', 'utf-7', 'Привет & hello + 1'],
    ['utf-16', 'utf-16le', russian],
    ['utf-16', 'utf-16be', russian],
    ['windows-1253', 'windows-1253', 'Καλημέρα σας'],
    ['windows-1255', 'windows-1255', 'שלום עולם'],
    ['windows-1256', 'windows-1256', 'مرحبا بالعالم'],
    ['iso-8859-2', 'iso-8859-2', 'Žluťoučký kůň'],
    ['windows-1254', 'windows-1254', 'Şişli İstanbul'],
    ['iso-8859-1', 'windows-1252', 'Größe “quoted” für 5 €'],
  ])('%s', (label, encoding, text) => {
    expect(decodeText(iconv.encode(text, encoding), label)).toBe(text);
  });

  it('leaves Western text Western', () => {
    for (const text of ['Café à la crème – déjà vu', 'Señor ñandú', 'Åse Ærø Øst', 'Größe für Übung'])
      for (const label of [undefined, 'iso-8859-1', 'us-ascii', 'utf-8'])
        expect(decodeText(iconv.encode(text, 'windows-1252'), label)).toBe(text);
  });

  it('believes well-formed UTF-8 more than a label, and a mark more than anything', () => {
    for (const label of ['windows-1251', 'iso-8859-1', 'koi8-r', 'us-ascii', 'gb2312', undefined])
      expect(decodeText(Buffer.from(russian), label)).toBe(russian);
    expect(decodeText(Buffer.from(`\ufeff${russian}`, 'utf16le'), 'koi8-r')).toContain('заказ');
  });

  it('shifts: ISO-2022-JP labelled or not, ISO-2022-KR, HZ', () => {
    const japanese = Buffer.from('\u001b$B$3$s$K$A$O\u001b(B abc', 'latin1');
    expect(decodeText(japanese, 'iso-2022-jp')).toBe('こんにちは abc');
    expect(decodeText(japanese, undefined)).toBe('こんにちは abc');
    const korean = Buffer.from(iconv.encode('안녕', 'cp949').map((byte) => byte & 0x7f)).toString('latin1');
    expect(decodeText(Buffer.from(`\u001b$)C\u000e${korean}\u000f ok`, 'latin1'), 'iso-2022-kr')).toBe('안녕 ok');
    expect(decodeText(Buffer.from('This is ~{<:Ky2;VS~} ~~', 'latin1'), 'hz-gb-2312')).toBe('This is 己所不钟 ~');
  });
});

describe('encoded words', () => {
  it.each([
    ['=?utf-8?B?0J/RgNC40LLQtdGC?=', 'Привет'],
    ['=?KOI8-R?Q?=F0=D2=C9=D7=C5=D4?= Anna', 'Привет Anna'],
    ['=?utf-8?Q?a_b?= =?utf-8?Q?c?=', 'a bc'],
    ['=?utf-8?B?0J/RgNA=?=\t=?utf-8?B?uNCy0LXRgg==?=', 'Привет'],
    ['=?utf-8?Q?=D0=9F=D1?= =?UTF-8?Q?=80=D0=B8?=', 'При'],
    ['=?utf-8?Q?two words?=', 'two words'],
    ['=?utf-8?Q?Really??=', 'Really?'],
    ['=?utf-8*en?Q?tagged?=', 'tagged'],
    ['=?x-nobody?Q?=CF=F0=E8=E2=E5=F2?=', 'Привет'],
    ['x=?utf-8?Q?=D1=8F?=y', 'xяy'],
    ['=?utf-8?X?abc?=', '=?utf-8?X?abc?='],
    ['=?utf-8?Q?never ends', '=?utf-8?Q?never ends'],
    ['=?utf-8?Q??= x', ' x'],
    ['=?iso-2022-jp?B?GyRCJDMkcyRLJEEkTxsoQg==?=', 'こんにちは'],
  ])('%s', (text, read) => {
    expect(decodeWords(text)).toBe(read);
  });
});

describe('parameters', () => {
  const name = (header: string) => structured(header, (raw) => raw).params.get('filename');
  it.each([
    ['attachment; filename=plain.txt', 'plain.txt'],
    ['attachment; filename="semi;colon \\"q\\".txt"', 'semi;colon "q".txt'],
    ["attachment; filename*=UTF-8''%D0%B0%20b.txt", 'а b.txt'],
    ["attachment; filename*=koi8-r'ru'%C1.txt", 'а.txt'],
    ['attachment; filename*0*=UTF-8\'\'%D0; filename*1*=%B0; filename*2=".txt"', 'а.txt'],
    ['attachment; filename*1="b.txt"; filename*0="a"', 'ab.txt'],
    ['attachment; filename="=?utf-8?B?0LAudHh0?="', 'а.txt'],
    ['attachment; filename==?utf-8?Q?=D0=B0.txt?=', 'а.txt'],
    ["attachment; filename=old.txt; filename*=utf-8''new.txt", 'new.txt'],
    ['attachment; filename=a.txt; filename=b.txt', 'a.txt'],
    ['attachment; filename="C:\\Users\\anna\\a.txt"', 'C:\\Users\\anna\\a.txt'],
    ['attachment; filename="not closed.txt', 'not closed.txt'],
    ['attachment', undefined],
  ])('%s', (header, value) => {
    expect(name(header)).toBe(value);
  });
});
