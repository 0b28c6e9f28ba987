import { expect, test } from 'vitest';
import { isHistoric } from '../../../electron/core/conversation.ts';

test.each([
  [999, 1_500, true],
  [1_000, 1_500, false],
  [1_000, 1_000, false],
  [1_999, 2_000, true],
])('written at %i ms, the channel connected at %i ms: history is %s', (sentAt, connectedAt, historic) => {
  expect(isHistoric(sentAt, connectedAt)).toBe(historic);
});
