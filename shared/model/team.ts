import type {
  AgentId,
  ChannelId,
  ConversationId,
  CustomerId,
  DepartmentId,
  DutyId,
  EpochMs,
  HandoffId,
  WhisperId,
} from './ids.ts';

export type AgentRole = 'agent' | 'lead' | 'admin';

/** How somebody stands. `away`: nothing was touched for a while; `call`: they talk; `offline`: no desk of theirs is on. */
export const presences = ['ready', 'busy', 'break', 'away', 'call', 'offline'] as const;
export type Presence = (typeof presences)[number];

export type Department = { id: DepartmentId; key: string; name: string; hours?: WorkingHours };

/** Somebody of the team as they stand now, oneself included. Those who left are not here, nor are the logins of relays. */
export type Colleague = {
  id: AgentId;
  name: string;
  isMe: boolean;
  role: AgentRole;
  departments: DepartmentId[];
  skills: string[];
  /** Languages of customers they speak, as BCP 47 primary subtags; none: any. */
  languages: string[];
  /** Conversations at a time they take at most. `total` absent: as the policy says. Others by kind of channel. */
  capacity: { total?: number; [channelKind: string]: number | undefined };
  presence: Presence;
  /** Open and pending conversations they have, of those this desk knows. */
  open?: number;
  /** By this machine's clock. */
  since?: EpochMs;
  /** The person on their screen, as far as one may see that person. */
  customerId?: CustomerId;
};

/** Somebody else who has a person open. `following`: a lead who looks over the holder's shoulder. */
export type Watcher = { customerId: CustomerId; agentId: AgentId; name: string; doing: 'looking' | 'typing' | 'following' };

/** What the next one needs to know: what they want, what was done, what was promised, what not to ask again. */
export type HandoffNote = { wants?: string; done?: string; promised?: string; dontAsk?: string; text?: string };

export const handoffStates = ['offered', 'accepted', 'returned', 'expired', 'undone'] as const;
export type HandoffState = (typeof handoffStates)[number];

export type Handoff = {
  id: HandoffId;
  conversationId: ConversationId;
  customer: { id: CustomerId; name: string };
  by: { id: AgentId; name: string };
  /** Who had it before; nobody: it came from the queue. */
  from?: { id: AgentId; name: string };
  /** One of the two is present. */
  to?: { id: AgentId; name: string };
  toDepartment?: { id: DepartmentId; name: string };
  note: HandoffNote;
  reason?: string;
  state: HandoffState;
  createdAt: EpochMs;
  /** Unanswered until then, it comes back. */
  dueAt: EpochMs;
  /** What was said when it was returned. */
  answer?: string;
};

/** Said by a lead to the agent who has a person, unseen by the person and by everybody else. */
export type Whisper = {
  id: WhisperId;
  customer: { id: CustomerId; name: string };
  from: { id: AgentId; name: string };
  text: string;
  at: EpochMs;
};

/** Minutes of the day, `from` before `to`, both 0 to 1440. */
export type Span = { from: number; to: number };
/** When somebody works. Wall-clock time of `zone` (IANA); what is left between the spans of a day is a break. */
export type WorkingHours = {
  zone: string;
  /** Monday first, seven of them; none in a day: it is free. */
  week: Span[][];
  /** Days that differ, as `YYYY-MM-DD`; no spans: a holiday. */
  days: Record<string, Span[]>;
};

/** One line of the matrix of responsibility. No channel, no topic: any. A topic is the name of a tag: what carries that is about it. */
export type Duty = {
  id: DutyId;
  channelId?: ChannelId;
  topic?: string;
  departmentId: DepartmentId;
  ownerId?: AgentId;
  deputyId?: AgentId;
  /** Absent: those of the department. */
  hours?: WorkingHours;
  version: number;
};

/** Nobody owns this channel in this time, in words of the week: `weekday` 0 is Monday. */
export type DutyGap = { channelId: ChannelId; weekday: number; span: Span };

export const clocks = ['first-answer', 'next-answer', 'resolution'] as const;
export type SlaClock = (typeof clocks)[number];
/** Which promise of service is due next. `paused`: it is the customer's turn, or nobody works now; `dueAt` counts from now on then. */
export type Sla = { clock: SlaClock; dueAt: EpochMs; paused?: true };

/** Rules of the whole team; each has a `version` on the server. Minutes are working minutes. Absent or 0: there is no such rule. */
export type TeamPolicies = {
  assignment: {
    /** `queue`: agents take; the others: what waits is given to who is ready. */
    by: 'queue' | 'round-robin' | 'balanced';
    /** Conversations at a time, of agents who have no number of their own. */
    capacity: number;
    lastAgentFirst: boolean;
    stickyDays: number;
  };
  /** Who may take over what a colleague has. */
  takeOver: 'anyone' | 'lead';
  /** What its holder leaves unanswered this long goes back to the queue. */
  responseLeaseMinutes: number;
  /** The same of a holder who is away or off: it goes back so long after both the customer waits and nobody is there. */
  absentLeaseMinutes: number;
  /** A handoff nobody answers comes back after this. */
  handoffMinutes: number;
  sla: { firstAnswerMinutes: number; nextAnswerMinutes: number; resolutionMinutes: number };
  /** Of departments that have none of their own. */
  hours?: WorkingHours;
};

/** How an agent stands on the floor: `open` are open and pending conversations, `waiting` those whose customer waits for them. */
export type FloorAgent = Colleague & {
  open: number;
  limit: number;
  waiting: number;
  longestWaitingSince?: EpochMs;
  atRisk: number;
  late: number;
  /** What they have on screen; without the customer: whom this agent may not see. */
  conversation?: { customer?: { id: CustomerId; name: string } };
  /** Whom they talk with by phone. */
  call?: { customerName: string; since: EpochMs };
};

/**
 * Why somebody who waits is given to nobody, where the rules of the team give out: nobody is `ready`, nobody of the `department` is, nobody
 * who speaks the `language`, nobody who is good at the `topic`; `full`: whoever could take them has as many as they take.
 */
export type QueueReason = {
  customerId: CustomerId;
  why: 'ready' | 'department' | 'language' | 'topic' | 'full';
  /** By their names; the language as a BCP 47 primary subtag. */
  department?: string;
  language?: string;
  topic?: string;
};

/** What waits for anybody of a department, or for anybody at all. */
export type FloorQueue = {
  department?: { id: DepartmentId; name: string };
  /** Nobody has them. */
  unassigned: number;
  /** All open ones, whoever has them. */
  open: number;
  longestWaitingSince?: EpochMs;
  /** Less than a fifth of their time is left. */
  atRisk: number;
  late: number;
  /** Agents who could take one now. */
  ready: number;
};

/** The lead's place at one moment. */
export type Floor = {
  at: EpochMs;
  waiting: number;
  longestWaitingSince?: EpochMs;
  atRisk: number;
  late: number;
  onCalls: number;
  agents: FloorAgent[];
  queues: FloorQueue[];
};

/** One entry of what was done; nobody can change it. `detail` depends on `action`. */
export type AuditEntry = {
  seq: number;
  at: EpochMs;
  login: string;
  agentId?: AgentId;
  action: string;
  kind?: string;
  subject?: string;
  /**
   * `lacks`: they cannot be opened from here. `cache`: the name is the server's, this desk does not keep them; `hidden`: not this agent's
   * to see; `erased`: nobody knows who it was.
   */
  customer?: { id: CustomerId; name: string; lacks?: 'cache' | 'hidden' | 'erased' };
  detail: Record<string, unknown>;
};
