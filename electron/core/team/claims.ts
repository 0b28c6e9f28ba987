import type { ConversationBody } from './records.ts';

/** What a claim asks for; what it does not name stays. */
export type ClaimChange = {
  status?: ConversationBody['status'];
  snoozedUntil?: number | null;
  wokenAt?: number | null;
  closedAt?: number;
  result?: string | null;
  assigneeId?: string | null;
  addTags?: string[];
  removeTags?: string[];
};

/** Between how a conversation stands on the server and how it stands here; `undefined` when that is the same. */
export function claimOf(theirs: ConversationBody, ours: ConversationBody): ClaimChange | undefined {
  const addTags = ours.tags.filter((id) => !theirs.tags.includes(id));
  const removeTags = theirs.tags.filter((id) => !ours.tags.includes(id));
  const status = ours.status !== theirs.status;
  const change: ClaimChange = {
    ...(status ? { status: ours.status } : {}),
    ...(status && ours.status === 'resolved' && ours.closedAt !== null ? { closedAt: ours.closedAt } : {}),
    ...(ours.status === 'snoozed' && ours.snoozedUntil !== theirs.snoozedUntil ? { snoozedUntil: ours.snoozedUntil } : {}),
    ...(ours.status === 'resolved' && ours.result !== theirs.result ? { result: ours.result } : {}),
    ...(ours.wokenAt !== null && ours.wokenAt !== theirs.wokenAt ? { wokenAt: ours.wokenAt } : {}),
    ...(ours.assignee === theirs.assignee ? {} : { assigneeId: ours.assignee }),
    ...(addTags.length === 0 ? {} : { addTags }),
    ...(removeTags.length === 0 ? {} : { removeTags }),
  };
  return Object.keys(change).length === 0 ? undefined : change;
}

/**
 * Three ways: `base` is how it stood on the server when ours departed from it. What only one side changed is theirs or ours; what
 * both changed stays as the server has it, but that a customer who waits wakes what was put off or ended. One that was absorbed by
 * another has nothing left to decide.
 */
export function rebase(
  base: ConversationBody,
  ours: ConversationBody,
  theirs: ConversationBody,
  waits: boolean,
): ConversationBody {
  if (theirs.mergedInto !== null) return theirs;
  const pick = <K extends keyof ConversationBody>(field: K): ConversationBody[K] =>
    same(ours[field], base[field]) || !same(theirs[field], base[field]) ? theirs[field] : ours[field];
  const statusIsOurs = !same(ours.status, base.status) && same(theirs.status, base.status);
  const woken = waits && ours.status === 'open' && theirs.status !== 'open' && theirs.mergedInto === null;
  const standing = statusIsOurs ? ours : theirs;
  const tags = new Set(theirs.tags);
  for (const tag of ours.tags) if (!base.tags.includes(tag)) tags.add(tag);
  for (const tag of base.tags) if (!ours.tags.includes(tag)) tags.delete(tag);
  return {
    ...theirs,
    status: woken ? 'open' : standing.status,
    closedAt: woken ? null : standing.closedAt,
    snoozedUntil: woken ? null : standing.snoozedUntil,
    result: woken ? null : standing.result,
    wokenAt: standing.wokenAt ?? theirs.wokenAt,
    assignee: theirs.assignee === null && ours.assignee !== null && base.assignee === null ? ours.assignee : pick('assignee'),
    tags: [...tags].sort(),
  };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
