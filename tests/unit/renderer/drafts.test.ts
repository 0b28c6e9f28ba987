import { describe, expect, it } from 'vitest';
import { fits, lengthNote } from '../../../renderer/screens/composer/reply-limits.ts';
import {
  chosenOption,
  emptyEditor,
  fromDraft,
  giveBack,
  toDraft,
  untilSaved,
  wayOfAnswer,
} from '../../../renderer/state/drafts.ts';
import type { ReplyOption } from '../../../shared/contract/api.ts';

const file = { hash: 'h', name: 'счёт.pdf', mime: 'application/pdf', size: 10 };
function option(contactPointId: string, allowed: boolean): ReplyOption {
  return {
    contactPointId,
    channelId: 'c',
    channelKind: 'email',
    channelName: 'Support',
    address: 'a@b.test',
    capabilities: { attachments: { maxBytes: 100 } },
    allowed,
  };
}

describe('an answer to what was written in a group', () => {
  const closed: ReplyOption = { ...option('p', false), reason: 'must-write-first', group: { itemId: 'last', title: 'House 5' } };

  it('goes there whatever closes the private chat, and says so', () => {
    const { reason: _, ...way } = closed;
    expect(wayOfAnswer(closed, 'any', { group: 'House 7' })).toEqual({ ...way, allowed: true, answersTo: 'House 7' });
    expect(wayOfAnswer(closed, 'last', undefined)).toEqual({ ...way, allowed: true, answersTo: 'House 5' });
    expect(wayOfAnswer(option('p', true), 'any', { group: 'House 7' })).toEqual({ ...option('p', true), answersTo: 'House 7' });
  });

  it('goes there only when it quotes it, and nowhere when the channel is stopped', () => {
    for (const [quotedId, quoted] of [
      [undefined, undefined],
      ['any', {}],
      ['any', undefined],
    ] as const)
      expect(wayOfAnswer(closed, quotedId, quoted)).toBe(closed);
    const stopped: ReplyOption = { ...closed, reason: 'channel-stopped' };
    expect(wayOfAnswer(stopped, 'any', { group: 'House 7' })).toBe(stopped);
  });
});

describe('drafts', () => {
  it('come back as they were saved', () => {
    const draft = { text: 'Начало', subject: 'Re: x', contactPointId: 'p', channelId: 'c', replyToItemId: 'i', files: [file] };
    const full = {
      ...draft,
      marks: [{ type: 'bold' as const, start: 0, end: 6 }],
      cc: ['Иван <ivan@mail.test>'],
      bcc: ['boss@shop.test'],
      signature: false as const,
      sequel: { status: 'pending' as const },
      files: [{ ...file, as: 'file' as const, spoiler: true as const }],
      pictures: [file],
    };
    expect(toDraft(fromDraft(full))).toEqual(full);
    expect(toDraft(fromDraft(draft))).toEqual(draft);
    expect(fromDraft(undefined)).toEqual(emptyEditor);
  });
  it('are removed when nothing is left in them', () => {
    expect(toDraft({ ...emptyEditor, text: ' \n' })).toBeNull();
    expect(toDraft({ ...emptyEditor, files: [file] })).not.toBeNull();
  });
  it('keep a subject that was written before the words', () => {
    expect(toDraft({ ...emptyEditor, subject: 'Ваш счёт' })).toMatchObject({ subject: 'Ваш счёт', text: '' });
    expect(toDraft({ ...emptyEditor, subject: ' ' })).toBeNull();
  });
  it('are saved at a pause, and every two seconds where nobody makes one', () => {
    expect(untilSaved(1_000, 1_000)).toBe(400);
    expect(untilSaved(1_000, 2_500)).toBe(400);
    expect(untilSaved(1_000, 2_900)).toBe(100);
    expect(untilSaved(1_000, 9_000)).toBe(0);
  });
  it('put a refused text back before what was typed since', () => {
    const sent = { ...emptyEditor, text: 'отправлял', files: [file] };
    expect(giveBack(sent, emptyEditor)).toMatchObject({ text: 'отправлял', files: [file], state: 'dirty' });
    expect(giveBack(sent, { ...emptyEditor, text: 'дальше' }).text).toBe('отправлял\n\nдальше');
    const picture = { ...file, hash: 'p', mime: 'image/png' };
    const since = { ...emptyEditor, text: 'дальше', cc: ['ivan@mail.test'], replyToItemId: 'i', pictures: [picture] };
    expect(giveBack(sent, since)).toMatchObject({
      cc: ['ivan@mail.test'],
      replyToItemId: 'i',
      pictures: [picture],
      files: [file],
    });
  });
});

describe('where a reply goes', () => {
  const replyOptions = [option('blocked', false), option('first', true), option('second', true)];
  it('is where they last wrote, unless that is closed', () => {
    expect(chosenOption({ replyOptions }, undefined)?.contactPointId).toBe('first');
    expect(chosenOption({ replyOptions: [option('blocked', false)] }, undefined)?.contactPointId).toBe('blocked');
    expect(chosenOption({ replyOptions: [] }, undefined)).toBeUndefined();
  });
  it('is what was chosen, while that exists', () => {
    expect(chosenOption({ replyOptions }, { contactPointId: 'second', channelId: 'c' })?.contactPointId).toBe('second');
    expect(chosenOption({ replyOptions }, { contactPointId: 'gone', channelId: 'c' })?.contactPointId).toBe('first');
  });
});

describe('limits of a channel', () => {
  it('are silent until near, then count down, then say in how many parts it goes', () => {
    expect(lengthNote(100, undefined)).toBeUndefined();
    expect(lengthNote(3000, 4096)).toBeUndefined();
    expect(lengthNote(4090, 4096)).toEqual({ type: 'left', count: 6 });
    expect(lengthNote(4097, 4096)).toEqual({ type: 'split', count: 2 });
  });
  it('refuse a file that is too large, and every file where none is taken', () => {
    expect(fits(100, option('p', true))).toBe(true);
    expect(fits(101, option('p', true))).toBe(false);
    expect(fits(1, { ...option('p', true), capabilities: {} })).toBe(false);
    expect(fits(1, undefined)).toBe(false);
  });
});
