import { describe, expect, it } from 'vitest';
import { authorOf, quoteOf } from '../../../renderer/screens/composer/forward/quoted.ts';
import { obstacleOf } from '../../../renderer/screens/composer/reply-limits.ts';
import { emptyEditor, forwardOption, fromDraft, toDraft } from '../../../renderer/state/drafts.ts';
import { outgoing, signedAbove } from '../../../renderer/state/outgoing.ts';
import type { ForwardOption } from '../../../shared/contract/api.ts';
import type { Attachment, Item } from '../../../shared/model/index.ts';

const words = {
  title: '--- Forwarded ---',
  from: 'From',
  to: 'To',
  date: 'Date',
  subject: 'Subject',
  about: 'Telegram message from Maria',
};
const message = (change: Partial<Item> = {}): Item =>
  ({ id: 'i', kind: 'telegram', direction: 'in', text: 'Where is it?', attachments: [], ...change }) as Item;
const attachment = (change: Partial<Attachment>): Attachment =>
  ({
    id: 'a',
    name: 'a.pdf',
    mime: 'application/pdf',
    size: 5,
    kind: 'file',
    inline: false,
    state: 'local',
    ...change,
  }) as Attachment;
const mailbox: ForwardOption = {
  channelId: 'support',
  channelKind: 'email',
  channelName: 'Support',
  address: 'support@shop.test',
  capabilities: { subject: true, mayWriteFirst: true, copies: true, formatting: ['quote'], attachments: { maxBytes: 100 } },
};
const view = { id: 'c', replyOptions: [], forwardOptions: [mailbox] };

describe('the original in a mail that passes it on', () => {
  it('stands below one’s own words as a quote: who, when, about what, and the whole text', () => {
    const { text, marks, subject } = quoteOf(message(), { author: 'Maria', date: '12 Nov' }, words);
    expect(text).toBe('\n\n--- Forwarded ---\nFrom: Maria\nDate: 12 Nov\n\nWhere is it?');
    expect(marks).toEqual([{ type: 'quote', start: 2, end: text.length }]);
    expect(subject).toBe('Fwd: Telegram message from Maria');
  });

  it('says to whom a mail went, and calls it passed on once only', () => {
    const mail = message({ kind: 'email', subject: 'Order 10452' });
    const made = quoteOf(mail, { author: 'Maria', to: 'support@shop.test', date: '12 Nov' }, words);
    expect(made.text).toContain('To: support@shop.test\nDate: 12 Nov\nSubject: Order 10452\n\n');
    expect(made.subject).toBe('Fwd: Order 10452');
    for (const subject of ['Fwd: x', 'FW: x', 'Пересл: x'])
      expect(quoteOf(message({ subject }), { author: '', date: '' }, words).subject).toBe(subject);
  });

  it('brings the files that are here, each once, and counts those that are not', () => {
    const attachments = [
      attachment({ hash: 'h1' }),
      attachment({ hash: 'h1' }),
      attachment({ state: 'remote', name: 'b.pdf' }),
      attachment({ hash: 'h3', name: 'gone.pdf', deletedAt: 1 }),
    ];
    const { files, missing } = quoteOf(message({ attachments }), { author: '', date: '' }, words);
    expect(files).toEqual([{ hash: 'h1', name: 'a.pdf', mime: 'application/pdf', size: 5 }]);
    expect(missing).toBe(1);
  });

  it('has the pictures that stood in it where they stood, and as files those that did not', () => {
    const png = (hash: string) => attachment({ hash, name: `${hash}.png`, mime: 'image/png', inline: true });
    const attachments = [png('h1'), png('h2'), png('h3'), attachment({ hash: 'h4', name: 'a.svg', mime: 'image/svg+xml' })];
    const illustrated = {
      text: 'Broken: \uFFFC\nand \uFFFC\uFFFC\uFFFC again \uFFFC',
      pictures: [{ hash: 'h1', width: 40, height: 30 }, { hash: 'h2' }, { hash: 'h4' }, { hash: 'strange' }, { hash: 'h1' }],
    };
    const { text, marks, files, pictures } = quoteOf(
      message({ kind: 'email', text: 'Broken: [image]', attachments }),
      { author: 'Maria', date: '12 Nov' },
      words,
      illustrated,
    );
    expect(text).toBe('\n\n--- Forwarded ---\nFrom: Maria\nDate: 12 Nov\n\nBroken: \uFFFC\nand \uFFFC again \uFFFC');
    const [quote, ...images] = marks;
    expect(quote).toEqual({ type: 'quote', start: 2, end: text.length });
    expect(images.map(({ start, end }) => text.slice(start, end))).toEqual(['\uFFFC', '\uFFFC', '\uFFFC']);
    expect(images).toMatchObject([
      { type: 'image', hash: 'h1', mime: 'image/png', width: 40, height: 30 },
      { type: 'image', hash: 'h2' },
      { type: 'image', hash: 'h1' },
    ]);
    expect(pictures.map(({ hash }) => hash)).toEqual(['h1', 'h2']);
    expect(files.map(({ hash }) => hash)).toEqual(['h3', 'h4']);
  });

  it('has the pictures of what was written here as well', () => {
    const image = { type: 'image', start: 6, end: 7, hash: 'h1', mime: 'image/png' } as const;
    const own = message({
      kind: 'email',
      direction: 'out',
      text: 'Look: \uFFFC',
      marks: [image],
      attachments: [attachment({ hash: 'h1', mime: 'image/png' })],
    });
    const { text, marks, files } = quoteOf(own, { author: 'Anna', date: '12 Nov' }, words);
    expect(marks).toMatchObject([{ type: 'quote' }, { type: 'image', hash: 'h1', start: text.length - 1, end: text.length }]);
    expect(files).toEqual([]);
    expect(quoteOf({ ...own, marks: [] }, { author: 'Anna', date: '' }, words).text).not.toContain('\uFFFC');
  });

  it('names its author with the address it came from', () => {
    const mail = message({ mail: { from: [{ address: 'maria@mail.test' }], to: [], cc: [] } });
    expect(authorOf(mail, 'Maria')).toBe('Maria <maria@mail.test>');
    expect(authorOf(message({ address: '@maria' }), 'Maria')).toBe('Maria <@maria>');
    expect(authorOf(message({ address: '77' }), 'Maria')).toBe('Maria');
    expect(authorOf(message({ direction: 'out', address: '@maria' }), 'Anna')).toBe('Anna');
  });
});

describe('what leaves', () => {
  const editor = {
    ...emptyEditor,
    text: 'Look\n\nquoted',
    marks: [{ type: 'quote' as const, start: 6, end: 12 }],
    subject: 'Fwd: x',
  };
  const forward = { itemId: 'i', to: ['store@firm.test'] };

  it('goes to others and by a mailbox, to no address of the customer', () => {
    const sent = outgoing(view, { ...editor, forward }, undefined);
    expect(sent).toEqual({
      customerId: 'c',
      channelId: 'support',
      forward,
      subject: 'Fwd: x',
      text: editor.text,
      marks: editor.marks,
      files: [],
    });
    expect(outgoing({ ...view, forwardOptions: [] }, { ...editor, forward }, undefined)).toBeUndefined();
  });

  it('is signed under one’s own words, above the quote', () => {
    const { text, marks } = signedAbove(editor, { text: 'Anna', marks: [{ type: 'bold', start: 0, end: 4 }] });
    expect(text).toBe('Look\n\nAnna\n\nquoted');
    expect(marks).toEqual([
      { type: 'bold', start: 6, end: 10 },
      { type: 'quote', start: 12, end: 18 },
    ]);
    expect(
      signedAbove({ ...editor, text: '\n\nquoted', marks: [{ type: 'quote', start: 2, end: 8 }] }, { text: 'Anna' }).text,
    ).toBe('Anna\n\nquoted');
  });

  it('needs an address that is one', () => {
    const written = { ...editor, files: [] };
    expect(obstacleOf({ ...written, forward: { itemId: 'i', to: [] } }, mailbox)).toEqual({ type: 'noAddress' });
    expect(obstacleOf({ ...written, forward: { itemId: 'i', to: ['x'] } }, mailbox)).toEqual({ type: 'address', what: 'x' });
    expect(obstacleOf({ ...written, forward }, mailbox)).toBeUndefined();
  });

  it('is kept as a draft with its addresses and mailbox', () => {
    const draft = toDraft({ ...editor, forward, channelId: 'other' });
    expect(draft).toMatchObject({ forward, channelId: 'other' });
    expect(draft && fromDraft(draft)).toMatchObject({ forward, channelId: 'other' });
    expect(forwardOption(view, 'gone')).toBe(mailbox);
  });
});
