import { describe, expect, test } from 'vitest';
import { answeredMeanwhile, type Said } from '../../../../electron/core/team/crossed.ts';

const [boris, anna] = [1, 2];
const mine = { agent: boris, arrival: 10, conversation: 5 };
const annas: Said = {
  agent: anna,
  arrival: 11,
  conversation: 5,
  open: true,
  kind: 'telegram',
  automatic: false,
  delivery: 'sent',
  deletedAt: null,
};

describe('an answer that waited', () => {
  test.each<[string, Partial<Said>, boolean]>([
    ['a colleague answered, and it came afterwards', {}, true],
    ['by mail', { kind: 'email' }, true],
    ['and is on the way still', { delivery: 'queued' }, true],
    ['and nobody knows whether it arrived', { delivery: 'unknown' }, true],
    ['in the same conversation, which is over by now', { open: false }, true],
    ['in the one that was opened since', { conversation: 6 }, true],
    ['it was here when mine was written', { arrival: 9 }, false],
    ['it is mine, from another desk', { agent: boris }, false],
    ['nobody knows who wrote it', { agent: null }, false],
    ['the program wrote it of itself, or it went to others', { automatic: true }, false],
    ['it is a note', { kind: 'note' }, false],
    ['it was a call', { kind: 'call' }, false],
    ['it did not arrive', { delivery: 'failed' }, false],
    ['it did not leave', { delivery: 'cancelled' }, false],
    ['it was taken back', { deletedAt: 1 }, false],
    ['it is history that was read late', { conversation: 4, open: false }, false],
    ['it belongs to no conversation', { conversation: null, open: false }, false],
  ])('%s', (_, change, crossed) => {
    expect(answeredMeanwhile(mine, [{ ...annas, ...change }]) !== undefined).toBe(crossed);
  });

  test('the last of them is named', () => {
    const said = [
      { ...annas, by: 'first' },
      { ...annas, by: 'last' },
      { ...annas, by: 'me', agent: boris },
    ];
    expect(answeredMeanwhile(mine, said)?.by).toBe('last');
  });
});
