import { expect, test } from 'vitest';
import { otherAlphabet } from '../../../../electron/store/search/transliterate.ts';

test.each([
  ['maria', 'мария'],
  ['mariya', 'мария'],
  ['kuznetsova', 'кузнецова'],
  ['yulia', 'юлия'],
  ['iuliia', 'юлия'],
  ['alexey', 'алексей'],
  ['aleksei', 'алексей'],
  ['dmitry', 'дмитрий'],
  ['dmitrii', 'дмитрий'],
  ['olga', 'ольга'],
  ['tatiana', 'татьяна'],
  ['natalya', 'наталья'],
  ['evgeny', 'евгений'],
  ['shcherbakov', 'щербаков'],
  ['alexander', 'александр'],
  ['semyonov', 'семенов'],
  ['sherbakova', 'щербакова'],
  ['tchekhov', 'чехов'],
  ['john', 'джон'],
  ['julia', 'джулия'],
])('%s and %s are among each other’s first spellings', (latin, cyrillic) => {
  expect(otherAlphabet(latin).slice(0, 16)).toContain(cyrillic);
  expect(otherAlphabet(cyrillic).slice(0, 16)).toContain(latin);
});

test('what is in neither alphabet throughout has no other spelling', () => {
  for (const word of ['', 'я', 'a1b', 'мариa', '中文', 'x'.repeat(200)]) expect(otherAlphabet(word)).toEqual([]);
});
