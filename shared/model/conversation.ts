import type { AgentId, ConversationId, EpochMs } from './ids.ts';

export const conversationStatuses = ['open', 'pending', 'snoozed', 'resolved'] as const;
/** `pending`: we wait for the customer. Every status but `resolved` counts as open, and a customer has at most one such. */
export type ConversationStatus = (typeof conversationStatuses)[number];

export type Conversation = {
  id: ConversationId;
  status: ConversationStatus;
  assignee?: { id: AgentId; name: string };
  openedAt: EpochMs;
  closedAt?: EpochMs;
  snoozedUntil?: EpochMs;
  /** The first thing the customer said that nobody has answered. */
  waitingSince?: EpochMs;
  /** For compare-and-set: a change names the version it was decided on. */
  version: number;
};
