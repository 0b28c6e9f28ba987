import { expect, test } from 'vitest';
import { dictionary, openDictionary } from '../../../../electron/store/search/dictionary.ts';

test('a folder without the dictionary is reported, not thrown', () => {
  const opened = openDictionary('/nowhere/at/all');
  expect(opened).toMatchObject({ loaded: false, reason: expect.stringContaining('ENOENT') });
});

test('all dictionary forms of an ambiguous word, with е for ё', () => {
  const opened = dictionary();
  if (!opened.loaded) throw new Error(opened.reason);
  expect([...opened.lemmas('стали')].sort()).toEqual(['сталь', 'стать']);
  expect(opened.lemmas('детьми')).toEqual(['ребенок']);
  expect(opened.lemmas('шел')).toEqual(['идти']);
  expect(opened.lemmas('фывапролдж')).toEqual([]);
});

test('it is opened once', () => {
  expect(dictionary()).toBe(dictionary());
});
