import type {
  AskBody,
  CannedBody,
  ContactBody,
  ConversationBody,
  CustomerBody,
  ItemBody,
  LinkBody,
  RecordRef,
  ReminderBody,
  TagBody,
  TeamRecord,
  WishBody,
} from '../core/team/records.ts';
import { remoteKey } from '../core/team/records.ts';

/** What the server's functions answer, in the words of its columns. */
export type Hello = {
  accepted: boolean;
  schema: number;
  minSchema: number;
  epoch: string;
  keyId: string;
  now: number;
  horizon: string;
  rolledBack: boolean;
  recovering?: boolean;
  agent: AgentRow;
  /** The team key, sealed with what is made of this login's password. */
  box: string | null;
};
export type Witness = { kind: string; id: string; xid: string; seal?: string };
export type LeaseAnswer = {
  ok: boolean;
  fence: number;
  wanted: boolean;
  remainingMs: number;
  holder: { nodeId: string; name: string; kind: string; agentId: string } | null;
};
export type AgentRow = {
  id: string;
  name: string;
  email: string | null;
  role: string;
  visibility: 'own' | 'department' | 'all';
  removed_at: number | null;
};
export type ChannelRow = {
  id: string;
  kind: string;
  name: string;
  address: string;
  config: unknown;
  secrets: string;
  created_at: number;
  removed_at: number | null;
  version: number;
};
export type ConversationRow = {
  id: string;
  customer_id: string;
  status: ConversationBody['status'];
  assignee_id: string | null;
  department_id: string | null;
  opened_at: number;
  closed_at: number | null;
  snoozed_until: number | null;
  woken_at: number | null;
  result: string | null;
  imported: boolean;
  merged_into: string | null;
  tags: string[];
  version: number;
  /** Of what a decision was answered with. */
  changed_by?: string | null;
};
type CustomerRow = {
  id: string;
  root_id: string;
  name: string;
  name_rank: number;
  created_at: number;
  rev: number;
  erased_at: number | null;
  /** Older servers do not say. */
  typed_by?: string | null;
};
type ContactRow = {
  id: string;
  customer_id: string;
  kind: ContactBody['kind'];
  value: string;
  normalised: string;
  payload: Omit<ContactBody, 'customer' | 'kind' | 'value' | 'normalised' | 'removedAt'>;
  removed_at: number | null;
  rev: number;
};
type LinkRow = {
  id: string;
  a_id: string;
  b_id: string;
  evidence: LinkBody['evidence'];
  agent_id: string | null;
  created_at: number;
  restore: LinkBody['restore'];
  undone_at: number | null;
  undone_by: string | null;
};
type RecordRow = {
  id: string;
  kind: string;
  customer_id: string | null;
  conversation_id: string | null;
  author_id: string | null;
  rev: number;
  payload: unknown;
  /** Older servers do not say. */
  typed_by?: string | null;
};
/** What `person` answers; records the latest first. */
export type PersonRows = {
  root: string;
  customers: CustomerRow[];
  contactPoints: ContactRow[];
  links: LinkRow[];
  conversations: ConversationRow[];
  records: Array<RecordRow & { sent_at: number }>;
  outbox: OutboxRow[];
};
/** An open file or change as its channel's holder is told of it. `item_rev`: how the item stands on the server. */
export type WantRow = { id: string; body: RecordRow & { item_rev: number } };
/** Whom answers in hand go to. */
export type OrderPeople = { customers: CustomerRow[]; contactPoints: ContactRow[] };
export type OutboxRow = {
  id: string;
  channel_id: string;
  customer_id: string;
  author_id: string;
  intent: unknown;
  state: 'queued' | 'sending' | 'unknown' | 'accepted' | 'rejected' | 'cancelled';
  fence: number | null;
  node_id: string | null;
  result: { code?: string; detail?: string } | null;
  version: number;
};

/** One change as it is pulled; `body` is null for what is not, or not for this agent. */
/** `seal`: the server's word for having told it; of the last of a page. */
export type Change = { kind: string; id: string; xid: string; seq: string; body: unknown; seal?: string | null };

export type PushBatch = {
  node: string;
  channel?: string;
  fence?: number;
  recover?: true;
  cursors?: Array<{ stream: string; cursor: string }>;
  customers?: object[];
  contactPoints?: object[];
  opens?: object[];
  records?: object[];
};
export type PushAnswer = {
  xid: string;
  /** Names under which the server knows what was pushed under another. */
  records: Record<string, string>;
  /** Open conversation of each customer one was opened for. */
  conversations: Record<string, ConversationRow>;
  refused: Array<{ id: string; why: string }>;
};

const itemKinds: ReadonlySet<string> = new Set(['email', 'telegram', 'call', 'note', 'event']);

/** A pulled change as a record; `undefined` for what is none, or not for this agent. */
export function fromServer({ kind, id, body }: Change): TeamRecord | undefined {
  if (body === null) return undefined;
  switch (kind) {
    case 'customer':
      return fromCustomer(body as CustomerRow);
    case 'contact-point':
      return fromContact(body as ContactRow);
    case 'link':
      return fromLink(body as LinkRow);
    case 'conversation':
      return fromConversation(body as ConversationRow);
    case 'record':
      return fromRecord(id, body as RecordRow);
    default:
      return undefined;
  }
}

export const fromCustomer = (row: CustomerRow): TeamRecord => ({
  kind: 'customer',
  id: row.id,
  version: row.rev,
  body: { root: row.root_id, name: row.name, nameRank: row.name_rank, createdAt: row.created_at },
  ...typedBy(row),
});

const typedBy = ({ typed_by }: { typed_by?: string | null }): { by?: string } => (typed_by ? { by: typed_by } : {});

export const fromContact = (row: ContactRow): TeamRecord => ({
  kind: 'contact',
  id: row.id,
  version: row.rev,
  body: {
    ...row.payload,
    customer: row.customer_id,
    kind: row.kind,
    value: row.value,
    normalised: row.normalised,
    removedAt: row.removed_at,
  },
});

/** A link is made and undone, and nothing else. */
const fromLink = (row: LinkRow): TeamRecord => ({
  kind: 'link',
  id: row.id,
  version: row.undone_at === null ? 1 : 2,
  body: {
    a: row.a_id,
    b: row.b_id,
    evidence: row.evidence,
    agent: row.agent_id,
    createdAt: row.created_at,
    restore: row.restore,
    undoneAt: row.undone_at,
    undoneBy: row.undone_by,
  },
});

export const fromConversation = (row: ConversationRow): TeamRecord & { kind: 'conversation' } => ({
  kind: 'conversation',
  id: row.id,
  version: row.version,
  body: {
    customer: row.customer_id,
    status: row.status,
    assignee: row.assignee_id,
    department: row.department_id,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    snoozedUntil: row.snoozed_until,
    wokenAt: row.woken_at,
    result: row.result,
    imported: row.imported,
    mergedInto: row.merged_into,
    tags: [...row.tags].sort(),
  },
});

function fromRecord(id: string, row: RecordRow): TeamRecord | undefined {
  const known = { id, version: row.rev, ...typedBy(row) };
  switch (row.kind) {
    case 'tag':
      return { ...known, kind: 'tag', body: row.payload as TagBody };
    case 'canned':
      return { ...known, kind: 'canned', body: row.payload as CannedBody };
    case 'reminder':
      return { ...known, kind: 'reminder', body: row.payload as ReminderBody };
    case 'wish':
      return { ...known, kind: 'wish', body: row.payload as WishBody };
    case 'ask':
      return { ...known, kind: 'ask', body: row.payload as AskBody };
  }
  if (!itemKinds.has(row.kind)) return undefined;
  const body = row.payload as ItemBody;
  return { ...known, kind: 'item', body: { ...body, agent: row.author_id ?? body.agent, conversation: row.conversation_id } };
}

export const toCustomer = (record: TeamRecord & { kind: 'customer' }, rev: number): object => {
  const { name, nameRank, createdAt }: CustomerBody = record.body;
  return { id: record.id, name, nameRank, createdAt, rev };
};

export function toContact(record: TeamRecord & { kind: 'contact' }, rev: number): object {
  const { customer, kind, value, normalised, removedAt, ...payload } = record.body;
  return { id: record.id, customerId: customer, kind, value, normalised, removedAt, payload, rev };
}

/** `quiet`: history, which makes nobody wait. Since when somebody waits because of a call, the server sees by how it ended. */
export function toItem(record: TeamRecord & { kind: 'item' }, rev: number, quiet: boolean): object {
  const { body } = record;
  const hashes = [body.htmlHash, ...body.files.flatMap(({ hash, previewHash }) => [hash, previewHash])];
  return {
    id: record.id,
    kind: body.kind,
    customerId: body.customer,
    conversationId: body.conversation,
    channelId: body.channel,
    remoteKey: remoteKey(body) ?? null,
    direction: body.direction,
    automatic: body.automatic,
    authorId: body.agent,
    sentAt: body.sentAt,
    receivedAt: body.receivedAt,
    rev,
    quiet: quiet || body.kind === 'call',
    payload: body,
    files: [...new Set(hashes.filter((hash) => hash !== null))],
  };
}

/** What belongs to the workspace, or to a person without being said in any channel. */
export function toOther(record: TeamRecord & { kind: 'tag' | 'canned' | 'reminder' | 'wish' | 'ask' }, rev: number): object {
  const of = record.kind === 'reminder' || record.kind === 'wish' || record.kind === 'ask' ? record.body : undefined;
  const hash = record.kind === 'ask' ? record.body.hash : null;
  const at = of?.createdAt ?? (record.kind === 'canned' ? record.body.updatedAt : 0);
  return {
    id: record.id,
    kind: record.kind,
    customerId: of?.customer ?? null,
    direction: 'none',
    sentAt: at,
    receivedAt: at,
    rev,
    payload: record.body,
    files: hash === null ? [] : [hash],
  };
}

/** The server's word for each kind of record, by which a missing one is asked for. */
export function refOnServer({ kind, id }: RecordRef): { kind: string; id: string } {
  const names = { customer: 'customer', contact: 'contact-point', link: 'link', conversation: 'conversation' } as const;
  return { kind: kind in names ? names[kind as keyof typeof names] : 'record', id };
}

/** What an answer needs to be sent by another desk, and to be shown there meanwhile. */
export type Order = { item: ItemBody; send: unknown; files: Array<{ hash: string; size: number }> };

/** Who has what was asked for. `forMs`: how long its holder has had it, which no clock has to agree on; older servers do not say. */
export type NotMine = { holder: { id: string; name: string } | null; forMs?: number | null };
