import { expect, it } from 'vitest';
import { rebased } from '../../../renderer/screens/conversation/undo-chain.ts';
import type { ConversationUndo } from '../../../shared/contract/api.ts';

const made = (conversationId: string, from: number, version: number): ConversationUndo => ({
  conversationId,
  from,
  version,
  before: { status: 'open', assigneeId: null, tags: [] },
});

it('what stood right below a change that was taken back is taken back on the version of that', () => {
  const earlier = [made('a', 1, 2), made('b', 1, 2), made('c', 1, 2)];
  // Of b somebody else changed something in between, and c was not put back.
  const undone = [made('a', 2, 3), made('b', 3, 4), made('c', 2, 3)];
  const stands = [
    { conversationId: 'a', version: 4 },
    { conversationId: 'b', version: 5 },
  ];
  expect(rebased(earlier, undone, stands).map(({ version }) => version)).toEqual([4, 2, 2]);
});
