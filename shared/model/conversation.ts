import type { AgentId, ConversationId, DepartmentId, EpochMs, ReminderId, TagId } from './ids.ts';
import type { Sla } from './team.ts';

export const conversationStatuses = ['open', 'pending', 'snoozed', 'resolved'] as const;
/** `pending`: we wait for the customer. Every status but `resolved` counts as open, and a customer has at most one such. */
export type ConversationStatus = (typeof conversationStatuses)[number];

export type Conversation = {
  id: ConversationId;
  status: ConversationStatus;
  assignee?: { id: AgentId; name: string };
  /** In a team: whose it is while nobody has it, and who answers for it. */
  department?: { id: DepartmentId; name: string };
  openedAt: EpochMs;
  closedAt?: EpochMs;
  /** When a snoozed one wakes by itself; absent: when the customer writes. They wake it in any case. */
  snoozedUntil?: EpochMs;
  /** How it ended, in the workspace's own words; only of a resolved one. */
  result?: string;
  tags: Tag[];
  /** The first thing the customer said that nobody has answered. */
  waitingSince?: EpochMs;
  /** Which promise of service is due next; absent where the team has none, or in no team. */
  sla?: Sla;
  /** For compare-and-set: a change names the version it was decided on. */
  version: number;
};

export const tagColours = ['grey', 'iris', 'blue', 'teal', 'green', 'amber', 'orange', 'red', 'pink'] as const;
export type TagColour = (typeof tagColours)[number];
export type Tag = { id: TagId; name: string; colour: TagColour };

/** Something to be done about a customer at a time; theirs, so that it survives a change of the assignee. */
export type Reminder = { id: ReminderId; at: EpochMs; text: string; agentName: string };
