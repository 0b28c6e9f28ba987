import { bigint, customType, index, integer, jsonb, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { team } from './schema.ts';

const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' });
const ms = (name: string) => bigint(name, { mode: 'number' });
const clock = (name: string) => timestamp(name, { withTimezone: true });

/** How each node of an agent stands. A row that was not renewed for a while counts as offline. */
export const presence = team.table('presence', {
  nodeId: uuid('node_id').primaryKey(),
  agentId: uuid('agent_id').notNull(),
  state: text({ enum: ['ready', 'busy', 'break', 'away', 'call', 'offline'] }).notNull(),
  /** The person on screen. */
  customerId: uuid('customer_id'),
  since: clock('since').notNull(),
  seenAt: clock('seen_at').notNull(),
});

/** Who has a customer open or writes to them, until the moment it is not renewed. */
export const watchers = team.table(
  'watchers',
  {
    customerId: uuid('customer_id').notNull(),
    nodeId: uuid('node_id').notNull(),
    agentId: uuid('agent_id').notNull(),
    doing: text({ enum: ['looking', 'typing', 'following'] }).notNull(),
    until: clock('until').notNull(),
  },
  (t) => [primaryKey({ columns: [t.customerId, t.nodeId] })],
);

/** One conversation given over with its context. `before` is how it stood, for undo and for when nobody accepts it. */
export const handoffs = team.table(
  'handoffs',
  {
    id: uuid().primaryKey(),
    conversationId: uuid('conversation_id').notNull(),
    customerId: uuid('customer_id').notNull(),
    byId: uuid('by_id').notNull(),
    fromId: uuid('from_id'),
    toId: uuid('to_id'),
    toDepartment: uuid('to_department'),
    /** `{wants, done, promised, dontAsk, text}`, each optional. */
    note: jsonb().notNull(),
    reason: text(),
    state: text({ enum: ['offered', 'accepted', 'returned', 'expired', 'undone'] }).notNull(),
    before: jsonb().notNull(),
    createdAt: ms('created_at').notNull(),
    dueAt: ms('due_at').notNull(),
    answeredAt: ms('answered_at'),
    answer: text(),
  },
  (t) => [index('handoffs_conversation').on(t.conversationId), index('handoffs_state').on(t.state, t.dueAt)],
);

/** Said by a lead to the agent who has a customer, unseen by anybody else. */
export const whispers = team.table(
  'whispers',
  {
    id: uuid().primaryKey(),
    customerId: uuid('customer_id').notNull(),
    fromId: uuid('from_id').notNull(),
    toId: uuid('to_id').notNull(),
    text: text().notNull(),
    at: ms('at').notNull(),
    seenAt: ms('seen_at'),
  },
  (t) => [index('whispers_to').on(t.toId, t.at)],
);

/** The matrix of responsibility: channel × topic × department, owner and deputy. Absent channel or topic: any. */
export const duties = team.table('duties', {
  id: uuid().primaryKey(),
  channelId: text('channel_id'),
  topic: text(),
  departmentId: uuid('department_id').notNull(),
  ownerId: uuid('owner_id'),
  deputyId: uuid('deputy_id'),
  hours: jsonb(),
  removedAt: ms('removed_at'),
  version: integer().notNull().default(1),
});

/** Settings of the whole team: policies of assignment, times of service, what agents may do. */
export const settings = team.table('settings', {
  name: text().primaryKey(),
  value: jsonb().notNull(),
  version: integer().notNull().default(1),
});

/** Keys of people who were erased, hashed, so that the next import does not bring them back. */
export const tombstones = team.table(
  'tombstones',
  { kind: text().notNull(), keyHash: text('key_hash').notNull(), at: ms('at').notNull() },
  (t) => [primaryKey({ columns: [t.kind, t.keyHash] })],
);

/** Who did what. Only ever added to; not even the functions that write it can change it. */
export const audit = team.table(
  'audit',
  {
    seq: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: clock('at').notNull().defaultNow(),
    login: text().notNull(),
    agentId: uuid('agent_id'),
    action: text().notNull(),
    kind: text(),
    subject: text(),
    customerId: uuid('customer_id'),
    detail: jsonb().notNull(),
  },
  (t) => [index('audit_at').on(t.at), index('audit_agent').on(t.agentId, t.seq), index('audit_customer').on(t.customerId, t.seq)],
);

/** Order of changes within a transaction. */
export const changeOrder = team.sequence('change_order');

/**
 * The last change of each shared thing: one row a thing, which moves to the end with every change. `(xid, seq)` is the cursor that
 * desks pull by; only what is below `horizon()` is handed out, so that no transaction that ends later can be skipped.
 */
export const changes = team.table(
  'changes',
  {
    kind: text().notNull(),
    id: text().notNull(),
    xid: xid8().notNull(),
    seq: bigint({ mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.id] }), index('changes_order').on(t.xid, t.seq)],
);
