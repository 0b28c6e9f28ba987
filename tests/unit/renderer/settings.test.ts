import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../../renderer/i18n/en.ts';
import { ru } from '../../../renderer/i18n/ru.ts';
import { settingEntries } from '../../../renderer/screens/settings/entries.ts';
import { type Dictionary, findSettings } from '../../../renderer/screens/settings/find-setting.ts';

let english: Dictionary;
let russian: Dictionary;
beforeAll(async () => {
  await i18next.init({
    lng: 'en',
    resources: { en: { translation: en }, ru: { translation: ru } },
    interpolation: { escapeValue: false },
  });
  const inEnglish = i18next.getFixedT('en');
  const inRussian = i18next.getFixedT('ru');
  english = { ours: (key) => inEnglish(key), other: (key) => inRussian(key) };
  russian = { ours: english.other, other: english.ours };
});
const found = (query: string, dictionary = english) => findSettings(settingEntries, query, dictionary).map(({ id }) => id);

describe('finding a setting', () => {
  it('goes by its words in the language of the window', () => {
    expect(found('signat')[0]).toBe('signature');
    expect(found('подпис', russian)[0]).toBe('signature');
  });
  it('and in the other language', () => {
    expect(found('подпис')[0]).toBe('signature');
    expect(found('sound', russian)[0]).toBe('sound');
  });
  it('and on the wrong layout', () => {
    // "sound" and "звук", each typed on the other layout.
    expect(found('ыщгтв')[0]).toBe('sound');
    expect(found('pder')[0]).toBe('sound');
  });
  it('by its values and by its section too, its name first', () => {
    expect(found('dark')).toEqual(['theme']);
    expect(found('country')[0]).toBe('country');
    expect(found('disk space')).toEqual(['cacheSize', 'cacheAge']);
    expect(found('кэш', russian)).toEqual(['cacheSize', 'cacheAge']);
    expect(found('keyboard').length).toBeGreaterThan(5);
  });
  it('by other forms of its words', () => {
    expect(found('подписями', russian)[0]).toBe('signature');
    expect(found('тёмной', russian)).toEqual(['theme']);
    expect(found('языком', russian)[0]).toBe('language');
    expect(found('signatures')[0]).toBe('signature');
    expect(found('странами', russian)[0]).toBe('country');
  });
  it('and with a slip of the hand', () => {
    expect(found('signatrue')[0]).toBe('signature');
    expect(found('langauge')[0]).toBe('language');
    expect(found('подпсь', russian)[0]).toBe('signature');
    expect(found('contry')[0]).toBe('country');
  });
  it('wants every word, and finds nothing for nothing', () => {
    expect(found('my email')).toEqual(['myEmail']);
    expect(found('   ')).toEqual([]);
    expect(found('zebra')).toEqual([]);
  });
});

it('every setting has a name of its own and words in both catalogues', () => {
  const ids = settingEntries.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { words } of settingEntries)
    for (const key of words) for (const text of [english.ours(key), english.other(key)]) expect(text, key).not.toBe(key);
});
