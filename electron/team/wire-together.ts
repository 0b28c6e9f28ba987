import type { AgentRole, HandoffNote, HandoffState, Presence, Watcher, WorkingHours } from '../../shared/model/index.ts';
import type { ConversationRow, NotMine } from './wire.ts';

/** Rows of what only a team has, in the words of the server's columns. */
export type ColleagueRow = {
  id: string;
  name: string;
  email: string | null;
  role: AgentRole;
  capacity: { total?: number; [channelKind: string]: number | undefined };
  skills: string[];
  languages: string[];
  departments: string[];
  /** The login of a relay: a node, and nobody who works. Older servers do not say. */
  relay?: boolean;
  removed_at: number | null;
  version: number;
};
export type DepartmentRow = {
  id: string;
  key: string;
  name: string;
  hours: WorkingHours | null;
  removed_at: number | null;
  version: number;
};
export type DutyRow = {
  id: string;
  channel_id: string | null;
  topic: string | null;
  department_id: string;
  owner_id: string | null;
  deputy_id: string | null;
  hours: WorkingHours | null;
  removed_at: number | null;
  version: number;
};
export type SettingRow = { name: string; value: unknown; version: number };
export type HandoffRow = {
  id: string;
  conversation_id: string;
  customer_id: string;
  by_id: string;
  from_id: string | null;
  to_id: string | null;
  to_department: string | null;
  note: HandoffNote;
  reason: string | null;
  state: HandoffState;
  created_at: number;
  due_at: number;
  answered_at: number | null;
  answer: string | null;
};
export type WhisperRow = {
  id: string;
  customer_id: string;
  from_id: string;
  to_id: string;
  text: string;
  at: number;
  seen_at: number | null;
};

/** `forMs`: how long they stand so, because clocks differ. `looking`: they have somebody open, whom this agent may not see where none is named. */
export type TogetherAnswer = {
  presence: Array<{
    nodeId: string;
    agentId: string;
    customerId: string | null;
    looking: boolean;
    state: Presence;
    forMs: number;
  }>;
  watchers: Array<{ customerId: string; nodeId: string; agentId: string; doing: Watcher['doing'] }>;
};
export type GivenAnswer =
  | { ok: true; conversation: ConversationRow; handoffId: string }
  | ({ ok: false; why: string; conversation: ConversationRow } & NotMine);
export type DecidedAnswer = { ok: true; conversation: ConversationRow } | Extract<GivenAnswer, { ok: false }>;
export type WentHomeAnswer = Array<{ id: string; to: string | null; version: number; handoffId: string }>;
/** What could be taken back of what was given over, and what somebody changed since. */
export type UndoneAnswer = Array<{ id: string; ok: boolean; conversation?: ConversationRow }>;
export type PutAnswer = { ok: boolean; id?: string; version?: number };
