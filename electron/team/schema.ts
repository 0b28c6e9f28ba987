import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

/**
 * What the desks of a team share. Times of the domain are epoch milliseconds UTC in `bigint`, as in the local cache; what is
 * decided by the server's own clock (leases, attempts, presence) is `timestamptz` and leaves it only as a remaining time.
 * Nobody but the owner writes a table: agents read what row-level security shows them and call the functions of the migrations.
 */
export const team = pgSchema('throughline');

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const ms = (name: string) => bigint(name, { mode: 'number' });
const clock = (name: string) => timestamp(name, { withTimezone: true });

/** One row. `schema` is the number of the newest migration, `minSchema` the oldest desk that may work with it. */
export const meta = team.table('meta', {
  one: boolean().primaryKey().default(true),
  schema: integer().notNull(),
  minSchema: integer('min_schema').notNull(),
  /** Changes when the server is known to have gone back to an older state. */
  epoch: uuid().notNull(),
  /** Until then desks may push what the server lost, in the names of others too. */
  recoveringUntil: clock('recovering_until'),
  /** The last moment that the older state knew when it was put back; null before that ever happened. */
  copyOf: ms('copy_of'),
  /** Fingerprint of the team key, so that a wrong one is noticed before it seals anything. */
  keyId: text('key_id').notNull(),
  createdAt: ms('created_at').notNull(),
});

/** One row, read by functions alone: with it the server knows again what it has told desks, also after a backup of itself is put back. */
export const seals = team.table('seals', {
  one: boolean().primaryKey().default(true),
  key: bytea().notNull(),
});

/** What is done one after another, by functions alone: a row each, to be locked by nobody else. */
export const turns = team.table('turns', { name: text().primaryKey() });

/** `role`: agent, lead or admin; `visibility`: own, department or all. Those who left stay for what they did. */
export const agents = team.table('agents', {
  id: uuid().primaryKey(),
  login: text().notNull().unique(),
  name: text().notNull(),
  email: text(),
  role: text({ enum: ['agent', 'lead', 'admin'] }).notNull(),
  visibility: text({ enum: ['own', 'department', 'all'] }).notNull(),
  /** Conversations at a time, by kind of channel: `{"total": 12, "telegram": 4}`. */
  capacity: jsonb().notNull().default({}),
  skills: text().array().notNull().default([]),
  languages: text().array().notNull().default([]),
  createdAt: ms('created_at').notNull(),
  removedAt: ms('removed_at'),
  version: integer().notNull().default(1),
});

export const departments = team.table('departments', {
  id: uuid().primaryKey(),
  /** The short name that commands use: `support`. */
  key: text().notNull().unique(),
  name: text().notNull(),
  /** Working hours with breaks and holidays. */
  hours: jsonb(),
  removedAt: ms('removed_at'),
  version: integer().notNull().default(1),
});

export const memberships = team.table(
  'memberships',
  {
    agentId: uuid('agent_id').notNull(),
    departmentId: uuid('department_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.agentId, t.departmentId] })],
);

/** The team key, sealed by a key derived from the password of each login. Everyone sees their own alone. */
export const keyBoxes = team.table('key_boxes', { login: text().primaryKey(), box: text().notNull() });

/** An identity as it arrived; `rootId` is the person it is shown as, the oldest of those linked with it. A record. */
export const customers = team.table(
  'customers',
  {
    id: uuid().primaryKey(),
    rootId: uuid('root_id').notNull(),
    name: text().notNull(),
    nameRank: integer('name_rank').notNull(),
    createdAt: ms('created_at').notNull(),
    rev: bigint({ mode: 'number' }).notNull(),
    version: integer().notNull().default(1),
    erasedAt: ms('erased_at'),
    /** Whose name it is, of one that a person gave. */
    typedBy: uuid('typed_by'),
  },
  (t) => [index('customers_root').on(t.rootId)],
);

/** Further columns of the local row travel in `payload`. A record. */
export const contactPoints = team.table(
  'contact_points',
  {
    id: uuid().primaryKey(),
    customerId: uuid('customer_id').notNull(),
    kind: text().notNull(),
    value: text().notNull(),
    normalised: text().notNull(),
    payload: jsonb().notNull(),
    removedAt: ms('removed_at'),
    rev: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [index('contact_points_key').on(t.kind, t.normalised), index('contact_points_customer').on(t.customerId)],
);

/** A claim. `restore` holds what undoing puts back: `{absorbed: [{conversation, into}], moved: [{conversation, from}]}`. */
export const links = team.table(
  'links',
  {
    id: uuid().primaryKey(),
    aId: uuid('a_id').notNull(),
    bId: uuid('b_id').notNull(),
    evidence: jsonb().notNull(),
    /** Nobody: a rule did. */
    agentId: uuid('agent_id'),
    createdAt: ms('created_at').notNull(),
    restore: jsonb().notNull(),
    undoneAt: ms('undone_at'),
    undoneBy: uuid('undone_by'),
  },
  (t) => [index('links_a').on(t.aId), index('links_b').on(t.bId)],
);

/** The unit of work and the subject of claims: every change names the `version` it was decided on. */
export const conversations = team.table(
  'conversations',
  {
    id: uuid().primaryKey(),
    /** Root of the person. */
    customerId: uuid('customer_id').notNull(),
    status: text({ enum: ['open', 'pending', 'snoozed', 'resolved'] }).notNull(),
    assigneeId: uuid('assignee_id'),
    departmentId: uuid('department_id'),
    /** Channel it came by first, which decides on its department and who is responsible. */
    channelId: text('channel_id'),
    topic: text(),
    language: text(),
    openedAt: ms('opened_at').notNull(),
    closedAt: ms('closed_at'),
    snoozedUntil: ms('snoozed_until'),
    wokenAt: ms('woken_at'),
    result: text(),
    imported: boolean().notNull().default(false),
    mergedInto: uuid('merged_into'),
    tags: uuid().array().notNull().default([]),
    /** The first thing the customer said that nobody has answered; place in the queue. */
    waitingSince: ms('waiting_since'),
    /** When it goes back to the queue unless its holder does something. */
    responseDue: ms('response_due'),
    assignedAt: ms('assigned_at'),
    lastAgentId: uuid('last_agent_id'),
    version: integer().notNull().default(1),
    changedAt: ms('changed_at').notNull(),
    changedBy: uuid('changed_by'),
  },
  (t) => [
    uniqueIndex('one_open_conversation').on(t.customerId).where(sql`status <> 'resolved' AND merged_into IS NULL`),
    index('conversations_customer').on(t.customerId),
    index('conversations_assignee').on(t.assigneeId).where(sql`status <> 'resolved'`),
    index('conversations_queue').on(t.departmentId, t.waitingSince).where(sql`assignee_id IS NULL AND status = 'open'`),
    index('conversations_waiting')
      .on(t.waitingSince, t.id)
      .where(sql`assignee_id IS NULL AND status = 'open' AND merged_into IS NULL`),
    index('conversations_unleased')
      .on(t.id)
      .where(
        sql`assignee_id IS NOT NULL AND status = 'open' AND merged_into IS NULL AND waiting_since IS NOT NULL AND response_due IS NULL`,
      ),
    index('conversations_due').on(t.responseDue).where(sql`response_due IS NOT NULL`),
  ],
);

/**
 * Everything that is pushed and only ever added to: items, notes, facts, promises, reminders, tags, prepared texts. Named by its own
 * id; a later state of the same thing has a higher `rev` and replaces the earlier one. `remoteKey` is the provider's name of it.
 */
export const records = team.table(
  'records',
  {
    id: uuid().primaryKey(),
    kind: text().notNull(),
    /** Nobody's: it belongs to the workspace, and every agent sees it. */
    customerId: uuid('customer_id'),
    conversationId: uuid('conversation_id'),
    channelId: text('channel_id'),
    remoteKey: text('remote_key'),
    direction: text({ enum: ['in', 'out', 'none'] }).notNull(),
    automatic: boolean().notNull().default(false),
    authorId: uuid('author_id'),
    sentAt: ms('sent_at').notNull(),
    receivedAt: ms('received_at').notNull(),
    rev: bigint({ mode: 'number' }).notNull(),
    payload: jsonb().notNull(),
    /** Whose words stand there, of a tag, a canned reply and a wish. */
    typedBy: uuid('typed_by'),
  },
  (t) => [unique('records_remote').on(t.channelId, t.remoteKey), index('records_customer').on(t.customerId, t.sentAt)],
);

/** Which files a record carries; who sees the record may fetch them. */
export const recordFiles = team.table('record_files', { recordId: uuid('record_id').notNull(), hash: text().notNull() }, (t) => [
  primaryKey({ columns: [t.recordId, t.hash] }),
  index('record_files_hash').on(t.hash),
]);

/** Which files an answer on its way carries; who sees the answer may fetch them, so that whoever runs its channel can send them. */
export const outboxFiles = team.table('outbox_files', { outboxId: uuid('outbox_id').notNull(), hash: text().notNull() }, (t) => [
  primaryKey({ columns: [t.outboxId, t.hash] }),
  foreignKey({ columns: [t.outboxId], foreignColumns: [outbox.id] }).onDelete('cascade'),
  index('outbox_files_hash').on(t.hash),
]);

/** Bytes by their SHA-256. `store` says where they are: in `file_chunks`, or in a store of objects under that name. */
export const files = team.table('files', {
  hash: text().primaryKey(),
  size: bigint({ mode: 'number' }).notNull(),
  store: text({ enum: ['database', 's3'] }).notNull(),
  complete: boolean().notNull().default(false),
  createdAt: ms('created_at').notNull(),
});

export const fileChunks = team.table(
  'file_chunks',
  { hash: text().notNull(), n: integer().notNull(), bytes: bytea().notNull() },
  (t) => [
    primaryKey({ columns: [t.hash, t.n] }),
    foreignKey({ columns: [t.hash], foreignColumns: [files.hash] }).onDelete('cascade'),
  ],
);

/** Objects that nobody names any more, until a desk has taken them away. `takenUntil`: one is about to. */
export const fileRemovals = team.table('file_removals', {
  hash: text().primaryKey(),
  since: ms('since').notNull(),
  takenUntil: clock('taken_until').notNull(),
});

/** `config` holds no secret; `secrets` is sealed with the team key, as base64. */
export const channels = team.table('channels', {
  id: text().primaryKey(),
  kind: text().notNull(),
  name: text().notNull(),
  address: text().notNull(),
  config: jsonb().notNull(),
  secrets: text().notNull(),
  departmentId: uuid('department_id'),
  createdAt: ms('created_at').notNull(),
  removedAt: ms('removed_at'),
  version: integer().notNull().default(1),
});

/** How far each stream of a channel was taken, so that the next holder goes on from there. */
export const cursors = team.table(
  'cursors',
  {
    channelId: text('channel_id').notNull(),
    stream: text().notNull(),
    cursor: text().notNull(),
    fence: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.channelId, t.stream] })],
);

/** An installation: a desk, or a relay. It belongs to the login that first said hello with it. */
export const nodes = team.table('nodes', {
  id: uuid().primaryKey(),
  agentId: uuid('agent_id').notNull(),
  kind: text({ enum: ['desk', 'relay'] }).notNull(),
  name: text().notNull(),
  schema: integer().notNull(),
  program: text().notNull(),
  seenAt: clock('seen_at').notNull(),
});

/** Who runs a channel. `fence` grows with every change of the holder and is carried by everything that holder writes. */
export const leases = team.table('leases', {
  channelId: text('channel_id').primaryKey(),
  nodeId: uuid('node_id'),
  agentId: uuid('agent_id'),
  fence: bigint({ mode: 'number' }).notNull(),
  expiresAt: clock('expires_at'),
  /** A relay that is to have it: the holder finishes what is on its way and gives it over. */
  wantedBy: uuid('wanted_by'),
});

export const outboxStates = ['queued', 'sending', 'unknown', 'accepted', 'rejected', 'cancelled'] as const;

/** What is to leave by a channel that another node may hold. `id` is that of the item it becomes. */
export const outbox = team.table(
  'outbox',
  {
    id: uuid().primaryKey(),
    channelId: text('channel_id').notNull(),
    customerId: uuid('customer_id').notNull(),
    conversationId: uuid('conversation_id'),
    authorId: uuid('author_id').notNull(),
    intent: jsonb().notNull(),
    state: text({ enum: outboxStates }).notNull(),
    createdAt: ms('created_at').notNull(),
    nextAttemptAt: clock('next_attempt_at').notNull(),
    attempts: integer().notNull().default(0),
    nodeId: uuid('node_id'),
    fence: bigint({ mode: 'number' }),
    claimedAt: clock('claimed_at'),
    result: jsonb(),
    version: integer().notNull().default(1),
  },
  (t) => [
    index('outbox_due').on(t.channelId, t.nextAttemptAt, t.createdAt).where(sql`state = 'queued'`),
    index('outbox_sending').on(t.channelId).where(sql`state = 'sending'`),
    index('outbox_customer').on(t.customerId),
  ],
);

/** A retry is a new row; a failure is never erased. */
export const outboxAttempts = team.table(
  'outbox_attempts',
  {
    outboxId: uuid('outbox_id').notNull(),
    n: integer().notNull(),
    nodeId: uuid('node_id').notNull(),
    fence: bigint({ mode: 'number' }).notNull(),
    startedAt: clock('started_at').notNull(),
    endedAt: clock('ended_at'),
    outcome: text(),
    detail: jsonb(),
  },
  (t) => [primaryKey({ columns: [t.outboxId, t.n] })],
);
