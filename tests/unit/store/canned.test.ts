import { describe, expect, it } from 'vitest';
import { cannedHandlers } from '../../../electron/api/canned.ts';
import { findCanned, listCanned } from '../../../electron/store/repos/canned.repo.ts';
import { memoryStore } from '../../support/store.ts';

function shelf() {
  const store = memoryStore();
  const context = { store, now: () => 1 } as unknown as Parameters<typeof cannedHandlers>[0];
  const api = cannedHandlers(context);
  const save = (canned: Parameters<(typeof api)['canned.save']['run']>[0]['canned']) => api['canned.save'].run({ canned });
  save({
    title: 'Возврат денег',
    shortcut: 'refund',
    variants: { ru: { text: 'Деньги вернутся за 3 дня' }, en: { text: 'Your money comes back' } },
  });
  save({ title: 'Адрес склада', variants: { ru: { text: 'Склад: Лесная, 5' } } });
  save({
    title: 'Thanks',
    shortcut: 'ty',
    variants: { en: { text: 'Thank you for waiting' }, ru: { text: 'Спасибо за ожидание' } },
    sequel: { status: 'resolved' },
  });
  return { store, api, save, titles: (query: string) => findCanned(store.read, query, 10).map(({ title }) => title) };
}

describe('canned replies', () => {
  it('are found by shortcut, by title and by any form of a word in either language', () => {
    const { titles } = shelf();
    expect(titles('')).toHaveLength(3);
    expect(titles('ref')).toEqual(['Возврат денег']);
    expect(titles('возвр')).toEqual(['Возврат денег']);
    expect(titles('возврата')).toEqual(['Возврат денег']);
    expect(titles('складе')).toEqual(['Адрес склада']);
    expect(titles('деньгами')).toEqual(['Возврат денег']);
    expect(titles('waited')).toEqual(['Thanks']);
    expect(titles('ничего такого')).toEqual([]);
  });
  it('put what begins with the query before what only holds it', () => {
    const { titles, save } = shelf();
    save({ title: 'Как вернуть: склад', shortcut: 'склад', variants: { ru: { text: 'Привезите' } } });
    expect(titles('склад')).toEqual(['Как вернуть: склад', 'Адрес склада']);
  });
  it('are changed and removed, and no two have one shortcut', () => {
    const { store, api, save } = shelf();
    const [first] = listCanned(store.read).filter(({ title }) => title === 'Thanks');
    if (!first) throw new Error('not kept');
    expect(first).toMatchObject({ sequel: { status: 'resolved' }, shortcut: 'ty' });
    const { updatedAt: _updated, ...rest } = first;
    save({ ...rest, title: 'Спасибо' });
    expect(listCanned(store.read).map(({ title }) => title)).toContain('Спасибо');
    expect(() => save({ title: 'x', shortcut: 'REFUND', variants: { ru: { text: 'y' } } })).toThrow('has this shortcut');
    api['canned.remove'].run({ id: first.id });
    expect(listCanned(store.read)).toHaveLength(2);
  });
});
