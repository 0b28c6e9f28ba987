import { describe, expect, it } from 'vitest';
import { emptyEditor } from '../../../renderer/state/drafts.ts';
import { outgoing, signed } from '../../../renderer/state/outgoing.ts';
import type { ReplyOption } from '../../../shared/contract/api.ts';
import type { Capabilities, TextMark } from '../../../shared/model/index.ts';

const hash = 'c'.repeat(64);
const picture = { hash, name: 'схема.png', mime: 'image/png', size: 10 };
const bold: TextMark = { type: 'bold', start: 0, end: 3 };

function to(capabilities: Capabilities, change: Partial<ReplyOption> = {}) {
  const option: ReplyOption = {
    contactPointId: 'p',
    channelId: 'c',
    channelKind: 'email',
    channelName: 'Support',
    address: 'a@b.test',
    capabilities,
    allowed: true,
    ...change,
  };
  return { id: 'maria', forwardOptions: [], replyOptions: [option] };
}
const mail: Capabilities = { subject: true, copies: true, formatting: ['bold', 'image'] };
const editor = {
  ...emptyEditor,
  text: 'Вот \uFFFC',
  marks: [bold, { type: 'image', hash, mime: 'image/png', start: 4, end: 5 } as TextMark],
  pictures: [picture],
};

describe('what leaves', () => {
  it('is by mail with subject, copies, formatting and the signature under its line', () => {
    const sent = outgoing(
      to(mail, { subject: 'Re: Заказ' }),
      { ...editor, cc: ['boss@shop.test'] },
      { text: 'Анна', marks: [{ type: 'bold', start: 0, end: 4 }] },
    );
    expect(sent).toMatchObject({ text: 'Вот \uFFFC\n\n-- \nАнна', subject: 'Re: Заказ', cc: ['boss@shop.test'], files: [] });
    expect(sent?.marks).toEqual([...editor.marks, { type: 'bold', start: 11, end: 15 }]);
    expect(outgoing(to(mail), { ...editor, signature: false }, { text: 'Анна' })?.text).toBe('Вот \uFFFC');
  });
  it('is by a messenger without what it cannot carry, pictures as files', () => {
    const sent = outgoing(to({}), { ...editor, cc: ['boss@shop.test'], subject: 'x' }, { text: 'Анна' });
    expect(sent).toEqual({ customerId: 'maria', contactPointId: 'p', channelId: 'c', text: 'Вот ', files: [picture] });
  });
  it('is nothing where there is no address', () => {
    expect(outgoing({ id: 'maria', forwardOptions: [], replyOptions: [] }, editor, undefined)).toBeUndefined();
  });
  it('keeps marks out of the signature', () => {
    expect(signed({ text: 'раз\n', marks: [bold] }, { text: 'А' })).toEqual({ text: 'раз\n\n-- \nА', marks: [bold] });
  });
});
