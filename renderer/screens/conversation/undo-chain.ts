import type { ConversationStand, ConversationUndo } from '../../../shared/contract/api.ts';

/**
 * What can be taken back after a later change was: taking that back made a version of its own, and a change that stood right below it
 * is taken back on that one. Whatever somebody else changed in between stays guarded, since it stood on another version.
 */
export function rebased(
  earlier: readonly ConversationUndo[],
  undone: readonly ConversationUndo[],
  stands: readonly ConversationStand[],
): ConversationUndo[] {
  return earlier.map((one) => {
    const later = undone.find(({ conversationId, from }) => conversationId === one.conversationId && from === one.version);
    const now = later && stands.find(({ conversationId }) => conversationId === one.conversationId);
    return now ? { ...one, version: now.version } : one;
  });
}
