import { describe, expect, it } from 'vitest';
import { unflow } from '../../../../../electron/connectors/email/mime/flowed.ts';
import { decodeBase64, transferDecoder } from '../../../../../electron/connectors/email/mime/transfer.ts';
import { cutUuencoded } from '../../../../../electron/connectors/email/mime/uuencoded.ts';

/** In pieces of every size, so that what falls on a border is found. */
function decode(encoding: string, text: string): Set<string> {
  const results = new Set<string>();
  for (let size = 1; size <= text.length; size += 1) {
    const decoder = transferDecoder(encoding);
    const out: Buffer[] = [];
    for (let at = 0; at < text.length; at += size) out.push(decoder.push(Buffer.from(text.slice(at, at + size), 'latin1')));
    out.push(decoder.end());
    results.add(Buffer.concat(out).toString('latin1'));
  }
  return results;
}

describe('transfer encodings', () => {
  it.each([
    ['quoted-printable', 'a=3Db=\r\nc  \r\nd=ZZ=e9 =\n\nx=', 'a=bc\r\nd=ZZ\u00e9 \nx'],
    ['quoted-printable', 'tail=3', 'tail=3'],
    ['base64', 'SGVs\r\nbG8=\r\n', 'Hello'],
    ['base64', 'SG!Vs*bG8', 'Hello'],
    ['base64', 'SGVsbG8=IHdvcmxk', 'Hello world'],
    ['x-uuencode', 'begin 644 a.txt\n%2&5L;&\\\n`\nend\n', 'Hello'],
    ['7bit', 'as=3D it is', 'as=3D it is'],
    ['no-such-encoding', 'as it is', 'as it is'],
  ])('%s %j', (encoding, text, decoded) => {
    expect([...decode(encoding, text)]).toEqual([decoded]);
  });

  it('reads base64 without padding', () => {
    expect(decodeBase64('0J/RgNA').toString('hex')).toBe('d09fd180d0');
  });
});

describe('format=flowed', () => {
  it.each([
    ['one \ntwo\nthree', false, 'one two\nthree'],
    ['un \nbroken', true, 'unbroken'],
    [' From me\n >not a quote', false, 'From me\n>not a quote'],
    ['> quo \n> ted\n>> deeper \n> back', false, '> quo ted\n>> deeper\n> back'],
    ['text \n-- \nsignature', false, 'text \n-- \nsignature'],
    ['ends soft ', false, 'ends soft '],
  ])('%j', (text, delSp, read) => {
    expect(unflow(text, delSp)).toBe(read);
  });
});

describe('uuencode in a text', () => {
  it('becomes a file, and the words around it stay', () => {
    const { text, files } = cutUuencoded('See:\n\nbegin 644 a b.txt\n%2&5L;&\\\n`\nend\nBye');
    expect(text).toBe('See:\n\nBye');
    expect(files.map(({ name, bytes }) => [name, bytes.toString()])).toEqual([['a b.txt', 'Hello']]);
  });

  it('stays text where it only looks so', () => {
    for (const text of [
      'begin 2024 with joy\nand go on\nend',
      'begin 644 a\n%2&5L;&\\\nno end',
      'begin 644 a\nThis is prose, no data at all.\nend',
    ])
      expect(cutUuencoded(text)).toEqual({ text, files: [] });
  });
});
