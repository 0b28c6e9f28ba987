import { describe, expect, it } from 'vitest';
import { obstacleOf, type Way } from '../../../renderer/screens/composer/reply-limits.ts';
import { emptyEditor, fromDraft, toDraft } from '../../../renderer/state/drafts.ts';
import { buttonRows, linkOf, toggledButtons } from '../../../renderer/state/message-buttons.ts';
import { outgoing } from '../../../renderer/state/outgoing.ts';
import type { ReplyOption } from '../../../shared/contract/api.ts';

const buttons = [
  { label: ' Да ', link: '' },
  { label: 'Order', link: 'shop.test/10452' },
  { label: '', link: 'https://nowhere.test' },
];

describe('buttons under a message', () => {
  it('have a line each: an answer to us, or a link', () => {
    expect(buttonRows(buttons)).toEqual([[{ label: 'Да', data: 'Да' }], [{ label: 'Order', url: 'https://shop.test/10452' }]]);
  });

  it('answer with no more than the provider carries, cut between letters', () => {
    const [[long] = []] = buttonRows([{ label: 'Ж'.repeat(40), link: '' }]);
    expect(long).toEqual({ label: 'Ж'.repeat(40), data: 'Ж'.repeat(32) });
  });

  it.each([
    ['https://shop.test/a?b=1', 'https://shop.test/a?b=1'],
    ['shop.test', 'https://shop.test'],
    ['', undefined],
    ['shop', undefined],
    ['two words.test', undefined],
    ['javascript:alert(1)', undefined],
    ['mailto:a@shop.test', undefined],
    ['file:///etc/passwd', undefined],
  ])('a link typed as %j leads to %j', (typed, link) => {
    expect(linkOf(typed)).toBe(link);
  });

  it('stop the answer while a link of theirs leads nowhere, where the channel has buttons', () => {
    const way = (capabilities: Way['capabilities']): Way => ({ channelKind: 'telegram', capabilities });
    const written = { ...emptyEditor, text: 'x', buttons: [{ label: 'Order', link: 'shop' }] };
    expect(obstacleOf(written, way({ buttons: true }))).toEqual({ type: 'link', what: 'shop' });
    expect(obstacleOf(written, way({}))).toBeUndefined();
  });

  it('leave where the channel has them, and are kept with the draft', () => {
    const option: ReplyOption = {
      contactPointId: 'p',
      channelId: 'c',
      channelKind: 'telegram',
      channelName: 'Bot',
      address: '@maria',
      capabilities: { buttons: true },
      allowed: true,
    };
    const view = (capabilities: ReplyOption['capabilities']) => ({
      id: 'maria',
      forwardOptions: [],
      replyOptions: [{ ...option, capabilities }],
    });
    const editor = { ...emptyEditor, text: 'Shall we?', buttons };
    expect(outgoing(view({ buttons: true }), editor, undefined)?.buttons).toEqual(buttonRows(buttons));
    expect(outgoing(view({}), editor, undefined)).not.toHaveProperty('buttons');
    const draft = toDraft({ ...editor, text: '' });
    expect(draft && fromDraft(draft).buttons).toEqual(buttons);
    expect(toDraft({ ...emptyEditor, buttons: [{ label: ' ', link: '' }] })).toBeNull();
  });

  it('are opened with an empty line, and closed only while they are empty', () => {
    expect(toggledButtons(undefined)).toEqual([{ label: '', link: '' }]);
    expect(toggledButtons([{ label: '', link: '' }])).toBeUndefined();
    expect(toggledButtons(buttons)).toBe(buttons);
  });
});
