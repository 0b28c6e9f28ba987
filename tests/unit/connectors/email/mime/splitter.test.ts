import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../../../../../electron/connectors/email/mime/head.ts';
import { MimeSplitter } from '../../../../../electron/connectors/email/mime/splitter.ts';

type Seen = { head: string; body: string; children: Seen[] };

/** The tree of a mail written in pieces of a size; a header `B: x` makes a multipart with the boundary x, `B: ?` an unknown one. */
function split(text: string, size: number): Seen {
  const roots: Seen[] = [];
  const splitter = new MimeSplitter<Seen>({
    open(head, parent) {
      const part: Seen = { head: head.toString('latin1').trim(), body: '', children: [] };
      (parent?.children ?? roots).push(part);
      const boundary = /^B: (.+?)\r?$/m.exec(part.head)?.[1];
      if (boundary === undefined) return { part };
      return boundary === '?' ? { part, guess: true } : { part, boundary };
    },
    body(part, bytes) {
      part.body += bytes.toString('latin1');
    },
    between: () => undefined,
  });
  for (let at = 0; at < text.length; at += size) splitter.write(Buffer.from(text.slice(at, at + size), 'latin1'));
  splitter.end();
  return roots[0] ?? { head: '', body: '', children: [] };
}

const leaf = (head: string, body: string): Seen => ({ head, body, children: [] });

describe('parts', () => {
  it.each<[string, string, Seen]>([
    ['no parts', 'A: 1\n\nline\n--not\n', leaf('A: 1', 'line\n--not\n')],
    [
      'two parts, the line end before a boundary not theirs',
      'B: b\r\n\r\npre\r\n--b\r\nC: 1\r\n\r\none\r\n\r\n--b  \r\n\r\ntwo\r\n--b--\r\nafter',
      { head: 'B: b', body: '', children: [leaf('C: 1', 'one\r\n'), leaf('', 'two')] },
    ],
    [
      'an inner multipart that is never closed',
      'B: o\n\n--o\nB: i\n\n--i\n\nin\n--o\n\nout\n--o--\n',
      { head: 'B: o', body: '', children: [{ head: 'B: i', body: '', children: [leaf('', 'in')] }, leaf('', 'out')] },
    ],
    ['cut off', 'B: b\n\n--b\n\nhalf a w', { head: 'B: b', body: '', children: [leaf('', 'half a w')] }],
    [
      'a boundary nobody announced',
      'B: ?\n\n--xyz1\n\nfound\n--xyz1--\n',
      { head: 'B: ?', body: '', children: [leaf('', 'found')] },
    ],
    [
      'no empty line after the header',
      'A: 1\nplain words, no field\nmore\n\nend',
      leaf('A: 1', 'plain words, no field\nmore\n\nend'),
    ],
    [
      'a part without any header',
      'B: b\n\n--b\nwords at once\n--b--',
      { head: 'B: b', body: '', children: [leaf('', 'words at once')] },
    ],
    [
      'boundaries of which one begins like the other',
      'B: b\n\n--b\nB: b--x\n\n--b--x\n\nin\n--b--x--\n--b--\n',
      { head: 'B: b', body: '', children: [{ head: 'B: b--x', body: '', children: [leaf('', 'in')] }] },
    ],
  ])('%s', (_, text, tree) => {
    for (let size = text.length; size > 0; size -= 1) expect(split(text, size), `pieces of ${size}`).toEqual(tree);
  });

  it('hands a line without end on in pieces', () => {
    const text = `A: 1\n\n${'x'.repeat(200_000)}\nend`;
    expect(split(text, 10_000).body).toBe(text.slice(6));
  });

  it('knows lines that end with CR alone', () => {
    expect(split('B: b\r\r--b\r\rone\r--b--\r', 1_000).children).toEqual([leaf('', 'one')]);
  });
});

describe('header fields', () => {
  it('are unfolded, wherever the folding broke', () => {
    const head = 'From a@b Mon\nSubject: one\r\n two\r\n\tthree\nX-Empty:\nBad line\nTo: a\u0000b\n';
    expect(fieldsOf(Buffer.from(head))).toEqual([
      { name: 'subject', value: 'one two three' },
      { name: 'x-empty', value: 'Bad line' },
      { name: 'to', value: 'a b' },
    ]);
  });
});
