import { describe, expect, test } from 'vitest';
import { outdatedByWords, overtaken, type Stand } from '../../../../electron/core/team/late.ts';

const [me, anna, petr] = ['me', 'anna', 'petr'];
const free: Stand = { status: 'open', assigneeId: null };
const annas: Stand = { status: 'open', assigneeId: anna };

describe('a decision that had to wait', () => {
  test.each([
    ['tags go beside everything', { addTags: ['t'] }, free, { status: 'resolved', assigneeId: anna }, undefined],
    ['nobody has taken it', { assigneeId: me }, free, { status: 'pending', assigneeId: null }, undefined],
    ['a colleague has taken it', { assigneeId: me }, free, annas, 'assignee'],
    ['it is who it was to be', { assigneeId: anna }, free, annas, undefined],
    ['taken over from whoever has it still', { assigneeId: me }, annas, { ...annas, status: 'pending' }, undefined],
    ['another colleague took it over', { assigneeId: me }, annas, { ...annas, assigneeId: petr }, 'assignee'],
    ['what a colleague has by now is theirs to put off', { status: 'snoozed' }, free, annas, 'assignee'],
    ['back in the queue it can be put off', { status: 'snoozed' }, annas, free, undefined],
    ['its status was changed', { status: 'pending' }, free, { ...free, status: 'snoozed' }, 'status'],
    ['its status was changed to the same', { status: 'pending' }, free, { ...free, status: 'pending' }, undefined],
    ['it is mine by now', { status: 'resolved' }, free, { ...free, assigneeId: me }, undefined],
  ] as const)('%s', (_, change, before, now, expected) => {
    expect(overtaken({ ...change } as never, before, now as Stand, me)).toBe(expected);
  });

  test('words of the customer end what was put off or over, and nothing else', () => {
    expect((['snoozed', 'pending', 'resolved', 'open'] as const).map((status) => outdatedByWords({ status }))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(outdatedByWords({ addTags: ['t'] })).toBe(false);
  });
});
