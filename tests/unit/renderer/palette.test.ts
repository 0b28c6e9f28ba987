import { describe, expect, it } from 'vitest';
import type { PaletteEntry } from '../../../renderer/screens/palette/entry.ts';
import { matching, nearby } from '../../../renderer/screens/palette/match.ts';

const entry = (label: string, also?: string, asked?: true): PaletteEntry => ({
  id: label,
  kind: 'action',
  label,
  ...(also === undefined ? {} : { also }),
  ...(asked ? { asked } : {}),
  run: () => undefined,
});
const all = [
  entry('Resolve the conversation', 'Закрыть обращение'),
  entry('Snooze', 'Отложить'),
  entry('Note', 'Заметка'),
  entry('Notices', 'Уведомления'),
  entry('Appearance', 'Оформление Light Тёмное', true),
];
const labels = (entries: PaletteEntry[]): string[] => entries.map(({ label }) => label);

describe('the palette', () => {
  it('lists everything but what is only shown to those who ask', () => {
    expect(labels(matching(all, ''))).toEqual(['Resolve the conversation', 'Snooze', 'Note', 'Notices']);
    expect(labels(matching(all, 'app'))).toEqual(['Appearance']);
  });
  it('finds by words of either language and either layout, the beginning first', () => {
    expect(labels(matching(all, 'закрыть'))).toEqual(['Resolve the conversation']);
    expect(labels(matching(all, 'pfrhsnm'))).toEqual(['Resolve the conversation']);
    expect(labels(matching(all, 'куыщдму'))).toEqual(['Resolve the conversation']);
    expect(labels(matching(all, 'тёмное'))).toEqual(['Appearance']);
    expect(labels(matching(all, 'темное'))).toEqual(['Appearance']);
    expect(labels(matching(all, 'not'))).toEqual(['Note', 'Notices']);
  });
  it('knows a word with a slip of the finger, and no short one', () => {
    for (const typed of ['resovle', 'reslove', 'resolev', 'rsolve', 'resolvee', 'куыщмду'])
      expect(labels(nearby(all, typed)), typed).toEqual(['Resolve the conversation']);
    expect(labels(nearby(all, 'snoze'))).toEqual(['Snooze']);
    expect(labels(nearby(all, 'отложыть'))).toEqual(['Snooze']);
    expect(labels(nearby(all, 'обращние'))).toEqual(['Resolve the conversation']);
    expect(labels(nearby(all, 'nte'))).toEqual([]);
    expect(labels(nearby(all, 'zebra'))).toEqual([]);
  });
});
