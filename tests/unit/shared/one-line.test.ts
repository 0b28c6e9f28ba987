import { expect, test } from 'vitest';
import { oneLine } from '../../../shared/lib/one-line.ts';

test('a text in one line has no breaks, no places of pictures and no half characters', () => {
  expect(oneLine(' раз\n\n\uFFFCдва \t три ', 100)).toBe('раз два три');
  expect(oneLine('ab😀', 3)).toBe('ab');
  expect(oneLine('ab😀', 4)).toBe('ab😀');
});
