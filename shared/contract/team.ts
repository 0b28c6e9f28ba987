import type {
  AgentId,
  AgentRole,
  AuditEntry,
  Colleague,
  CustomerId,
  Department,
  DepartmentId,
  Duty,
  DutyGap,
  DutyId,
  Floor,
  Handoff,
  HandoffId,
  HandoffNote,
  QueueReason,
  TeamPolicies,
  Watcher,
  Whisper,
  WhisperId,
  WorkingHours,
} from '../model/index.ts';

/** What this desk sees of its team; small, re-read whenever the feed says `team`. */
export type TeamView = {
  me: { id: AgentId; role: AgentRole; departments: DepartmentId[] };
  colleagues: Colleague[];
  departments: Department[];
  /** Who else has a person open, of everybody one may see. */
  watchers: Watcher[];
  /** Offered to me, or to a department of mine; the oldest first. */
  handoffs: Handoff[];
  /** What I gave over and was not accepted yet, or came back within the last day; also of mine what a lead had given. */
  given: Handoff[];
  /** Said to me and not seen yet. */
  whispers: Whisper[];
  takeOver: TeamPolicies['takeOver'];
  /** Conversations at a time of agents who have no number of their own. */
  capacity: number;
};

/** Why one of several was not given over. `holder`: who has it by now. */
export type ReassignRefusal = {
  customerId: CustomerId;
  name: string;
  why: 'changed' | 'not-allowed' | 'gone' | 'away';
  holder?: string;
};

/**
 * What only a team has. All of it is answered by the engine; a desk in no team gets `null` from `team.view` and `not-allowed` from
 * the others. Refused by the server: `not-allowed`, `not-found`, `conflict` (with `details.holder` and, where the server says it,
 * `details.at`: since when they have it, by this machine's clock); server away: `unavailable`.
 */
export type TeamCommands = {
  'team.view': { in: Record<string, never>; out: TeamView | null };
  /** What this window has on screen. The window repeats it every 20 s; what is not repeated for 30 s ends. */
  'team.watch': { in: { customerId: CustomerId | null; doing: Watcher['doing'] }; out: Record<string, never> };
  /** Whether anything was touched at this machine lately. Told when it changes; nothing told: somebody is here. */
  'team.idle': { in: { idle: boolean }; out: Record<string, never> };
  /** The longest waiting of the queue that is for this agent. None: nobody waits. */
  'conversation.takeNext': { in: Record<string, never>; out: { customerId?: CustomerId } };
  /** Of those of these who wait for nobody in particular and are given to nobody. Nothing where agents take themselves. */
  'team.whyWaits': { in: { customerIds: CustomerId[] }; out: { reasons: QueueReason[] } };
  /** Open and pending conversations of everybody, those included that this agent may not see. Who has none is not there. */
  'team.loads': { in: Record<string, never>; out: { loads: Record<AgentId, number> } };
  /** One or fifty, each decided alone. Works for one agent as for a department. */
  'conversation.reassign': {
    in: {
      customerIds: CustomerId[];
      to: { agentId?: AgentId; departmentId?: DepartmentId };
      note?: HandoffNote;
      reason?: string;
    };
    out: { given: Array<{ customerId: CustomerId; handoffId: HandoffId }>; refused: ReassignRefusal[] };
  };
  /** `text` goes to who gave it, when it is returned. */
  'handoff.answer': { in: { handoffId: HandoffId; accept: boolean; text?: string }; out: Record<string, never> };
  /** Puts back what nobody has changed since. */
  'handoff.undo': { in: { handoffIds: HandoffId[] }; out: { restored: number; changedSince: number } };
  /** Of leads. Cheap enough to be read every few seconds and after each change. */
  'floor.get': { in: Record<string, never>; out: Floor };
  /**
   * Everything of one agent goes to those who are here, by policy; what nobody can take goes to the queue, without `toName`.
   * `handoff.undo` with all of them takes the whole back.
   */
  'team.wentHome': {
    in: { agentId: AgentId; reason?: string };
    out: { given: Array<{ customerId: CustomerId; toName?: string; handoffId: HandoffId }> };
  };
  'whisper.send': { in: { customerId: CustomerId; text: string }; out: { to: string } };
  'whisper.seen': { in: { whisperId: WhisperId }; out: Record<string, never> };
  'team.policies': { in: Record<string, never>; out: TeamPolicies & { duties: Duty[]; gaps: DutyGap[] } };
  /** Of admins and leads; each part that is named takes the place of the earlier one. `hours` null: every moment is worked. */
  'team.setPolicies': {
    in: Partial<Omit<TeamPolicies, 'hours'>> & { hours?: WorkingHours | null };
    out: Record<string, never>;
  };
  /** Without `hours` it has those of the team. One that was removed comes back under its `key`, with its earlier id. */
  'team.saveDepartment': {
    in: { id?: DepartmentId; key: string; name: string; hours?: WorkingHours };
    out: { id: DepartmentId };
  };
  /**
   * What it had goes `into` another department, or to the queue of all: conversations, and lines of the matrix, which end where there
   * is no other. Nobody belongs to it any more.
   */
  'team.removeDepartment': { in: { id: DepartmentId; into?: DepartmentId }; out: Record<string, never> };
  'team.saveAgent': {
    in: { id: AgentId } & Partial<Pick<Colleague, 'departments' | 'skills' | 'languages' | 'capacity'>>;
    out: Record<string, never>;
  };
  'team.saveDuty': { in: Omit<Duty, 'id' | 'version'> & { id?: DutyId }; out: { id: DutyId } };
  'team.removeDuty': { in: { id: DutyId }; out: Record<string, never> };
  /** The latest first; `words` are looked for in actions, logins and details, and in names and addresses of customers one may see. */
  'audit.page': {
    in: { before?: number; agentId?: AgentId; customerId?: CustomerId; words?: string; limit: number };
    out: { entries: AuditEntry[]; older: boolean };
  };
};
