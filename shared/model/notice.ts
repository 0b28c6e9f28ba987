import type { ConversationStatus, TagColour } from './conversation.ts';
import type { CustomerId, EpochMs, ItemId, NoticeId } from './ids.ts';

/**
 * Why somebody is told: they have the conversation, nobody has had it for too long, a reminder of theirs is due, a message of
 * theirs was not delivered, a note names them, a decision of theirs came too late, the team did not agree
 * to their joining two people or taking them apart, what they typed or a colleague did gave way to what the other typed meanwhile,
 * the team's server went back to an older state.
 */
export type NoticeKind =
  | 'mine'
  | 'unassigned'
  | 'reminder'
  | 'failed'
  | 'mention'
  | 'refused'
  | 'not-joined'
  | 'not-parted'
  | 'overwritten'
  | 'restored';

/** What a decision about a conversation makes of it, in names; `assignee` null: nobody's, `mine`: it is me. */
export type WantedChange = { mine?: true; assignee?: string | null; status?: ConversationStatus; tags?: true };

/**
 * A decision, or an answer, that waited for the team's server and was not made. `taken`: a colleague, `by`, has the conversation; `changed`: it stands at `status` by now; `wrote`: the customer wrote afterwards;
 * `not-allowed`: only a lead may; `gone`: it is not there any more, or not for this agent; `answered`: a colleague answered the customer.
 */
export type LateDecision = {
  wanted: WantedChange & { answer?: true };
  why: 'taken' | 'changed' | 'wrote' | 'not-allowed' | 'gone' | 'answered';
  by?: string;
  status?: ConversationStatus;
};

/**
 * Words that do not stand, because somebody typed others at the same time: `whose` they are, this agent's or a colleague's. `by`: the
 * colleague, where that is known. `title`: what the reply or the tag is called now, which may be `gone`. `edit`: of a message of ours.
 */
export type Overwritten = {
  what: 'name' | 'reply' | 'tag' | 'edit';
  whose: 'mine' | 'theirs';
  title?: string;
  lost: string;
  stands: string;
  colours?: { lost: TagColour; stands: TagColour };
  gone?: true;
  by?: string;
};

/** So many records this desk gave back to a server that was restored from an older copy; `since`: the last moment that copy knew. */
export type Restored = { since?: EpochMs; records: number };

/** One thing an agent is told of. What comes on top of one that nobody has seen yet is added to it, and counted. */
export type Notice = {
  id: NoticeId;
  kind: NoticeKind;
  /** What is about no customer has none. */
  customerId?: CustomerId;
  customerName?: string;
  itemId?: ItemId;
  /** Beginning of what was said; empty where one of the following says it. */
  text: string;
  /** Of `refused`. */
  late?: LateDecision;
  /** Of `overwritten`. */
  overwritten?: Overwritten;
  /** Of `restored`. */
  restored?: Restored;
  at: EpochMs;
  count: number;
  seen: boolean;
};

export const noticeSounds = ['none', 'soft', 'clear'] as const;
export type NoticeSound = (typeof noticeSounds)[number];

/** How long toasts and sounds can be paused at once. */
export const pauses = ['half-hour', 'hour', 'tomorrow'] as const;
export type Pause = (typeof pauses)[number];

/** Of what an agent wants to be told, and how. Notices are kept whatever the hour; only toasts and sounds keep quiet. */
export type NoticeRules = {
  mine: boolean;
  /** Minutes after which somebody without an owner is told of; 0: never. */
  unassignedMinutes: number;
  reminders: boolean;
  failures: boolean;
  /** Notes in which somebody names me. */
  mentions: boolean;
  /** Channels nobody is told of. */
  mutedChannels: string[];
  toasts: boolean;
  sound: NoticeSound;
  /** Local clock times `HH:MM`; over midnight when the end is before the start. */
  quiet?: { from: string; to: string };
  /** Days that are quiet from midnight to midnight, by the local clock: 0 is Sunday, 6 Saturday. */
  quietDays?: number[];
  /** No toasts and sounds until then. */
  pausedUntil?: EpochMs;
};

export const usualNoticeRules: NoticeRules = {
  mine: true,
  unassignedMinutes: 15,
  reminders: true,
  failures: true,
  mentions: true,
  mutedChannels: [],
  toasts: true,
  sound: 'soft',
};
