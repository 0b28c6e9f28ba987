import { describe, expect, test } from 'vitest';
import { lostWords } from '../../../../electron/core/team/lost-words.ts';
import { merge } from '../../../../electron/core/team/merge.ts';
import type { TeamRecord } from '../../../../electron/core/team/records.ts';

const lost = (ours: TeamRecord, theirs: TeamRecord) => lostWords(ours, theirs, merge(ours, theirs));

const customer = (name: string, nameRank: number): TeamRecord => ({
  kind: 'customer',
  id: 'c',
  version: 1,
  body: { root: 'c', name, nameRank, createdAt: 1 },
});
const canned = (text: string, updatedAt: number, title = 'Доставка', ru = text): TeamRecord => ({
  kind: 'canned',
  id: 'r',
  version: 1,
  body: { title, shortcut: null, body: JSON.stringify({ variants: { ru: { text: ru }, en: { text } } }), updatedAt },
});
const tag = (name: string, colour: 'red' | 'blue', removedAt: number | null = null): TeamRecord => ({
  kind: 'tag',
  id: 't',
  version: 1,
  body: { name, colour, removedAt },
});

const edit = (text: string, createdAt: number, state: 'pending' | 'done' = 'pending'): TeamRecord => ({
  kind: 'wish',
  id: 'w',
  version: 1,
  body: {
    customer: 'c',
    item: 'i',
    wanted: JSON.stringify({ type: 'edit', text }),
    type: 'edit',
    state,
    createdAt,
    code: null,
    detail: null,
  },
});

describe('what two typed at once', () => {
  test('loses the name that the server did not have first; what a provider calls somebody is no loss', () => {
    const [maria, masha] = [customer('Мария Иванова', 2), customer('Маша', 2)];
    expect(lost(maria, masha)).toEqual({ what: 'name', whose: 'mine', lost: 'Мария Иванова', stands: 'Маша' });
    expect(lost(maria, maria)).toBeUndefined();
    expect(lost(maria, customer('masha77', 1))).toBeUndefined();
    expect(lost(customer('masha77', 1), masha)).toBeUndefined();
  });

  test('loses the earlier text of a reply, whosever it is, and of it what differs', () => {
    const [early, late] = [canned('On Monday', 1), canned('On Tuesday', 2)];
    const both = { what: 'reply', title: 'Доставка' };
    expect(lost(early, late)).toMatchObject({
      ...both,
      whose: 'mine',
      lost: 'On Monday\n\nOn Monday',
      stands: 'On Tuesday\n\nOn Tuesday',
    });
    expect(lost(late, early)).toMatchObject({ ...both, whose: 'theirs', lost: 'On Monday\n\nOn Monday' });
    const english = canned('On Sunday', 0, 'Доставка', 'On Tuesday');
    expect(lost(english, late)).toMatchObject({ lost: 'On Sunday', stands: 'On Tuesday' });
    expect(lost(canned('On Tuesday', 1, 'Сроки'), late)).toMatchObject({ lost: 'Сроки', stands: 'Доставка' });
    expect(lost(canned('On Tuesday', 1), late)).toBeUndefined();
  });

  test('loses the earlier change of a message, unless it was made and is a version of it', () => {
    const [early, late] = [edit('Завтра', 1), edit('Сегодня', 2)];
    expect(lost(early, late)).toEqual({ what: 'edit', whose: 'mine', lost: 'Завтра', stands: 'Сегодня' });
    expect(lost(late, early)).toEqual({ what: 'edit', whose: 'theirs', lost: 'Завтра', stands: 'Сегодня' });
    expect(lost(late, edit('Завтра', 1, 'done'))).toBeUndefined();
    expect(lost(edit('Завтра', 1), edit('Завтра', 1, 'done'))).toBeUndefined();
  });

  test('loses the name and colour of a tag, be it that the tag is gone', () => {
    const named = { what: 'tag', whose: 'mine' };
    expect(lost(tag('VIP', 'red'), tag('Важный', 'red'))).toEqual({ ...named, title: 'Важный', lost: 'VIP', stands: 'Важный' });
    const blue = lost(tag('VIP', 'red'), tag('VIP', 'blue', 5));
    expect(blue).toMatchObject({ ...named, colours: { lost: 'red', stands: 'blue' }, gone: true });
    expect(lost(tag('VIP', 'red'), tag('VIP', 'red', 5))).toBeUndefined();
  });
});
