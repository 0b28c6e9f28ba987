import type { ConversationChange } from '../../../shared/contract/api.ts';
import type { ConversationStatus } from '../../../shared/model/index.ts';

/** How a conversation stood where a decision about it departed from, or how it stands now. */
export type Stand = { status: ConversationStatus; assigneeId: string | null };

/**
 * What somebody else decided meanwhile that a decision which had to wait must not override unseen; `undefined`: it can still be made.
 * Tags go beside whatever else was changed. Who has a conversation decides about it: what was mine or nobody's and is a colleague's
 * by now is theirs.
 */
export function overtaken(change: ConversationChange, before: Stand, now: Stand, me: string): 'assignee' | 'status' | undefined {
  const givenSince = now.assigneeId !== before.assigneeId && now.assigneeId !== me;
  if (change.assigneeId !== undefined && now.assigneeId !== before.assigneeId && now.assigneeId !== change.assigneeId)
    return 'assignee';
  if (change.status === undefined) return undefined;
  if (givenSince && now.assigneeId !== null) return 'assignee';
  return now.status !== before.status && now.status !== change.status ? 'status' : undefined;
}

/** Words of the customer end what was put off or over: a decision to do so that was made before them has no meaning any more. */
export const outdatedByWords = ({ status }: ConversationChange): boolean => status !== undefined && status !== 'open';
