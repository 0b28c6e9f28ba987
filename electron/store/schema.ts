import { sql } from 'drizzle-orm';
import { blob, index, integer, primaryKey, sqliteTable, text, unique, uniqueIndex } from 'drizzle-orm/sqlite-core';

/**
 * The local cache. Everything that crosses a wall is named by a UUIDv7 in `id`; `key` is the integer that SQLite's
 * locality lives by. Times are epoch milliseconds UTC. The full-text tables are virtual and stand in their own migration.
 */

/** Workspace settings as JSON values: name, country, language, senders with remote content. */
export const settings = sqliteTable('settings', { name: text().primaryKey(), value: text().notNull() });

/** Counters that must never repeat within the database: `arrival`. */
export const sequences = sqliteTable('sequences', { name: text().primaryKey(), value: integer().notNull() });

export const agents = sqliteTable('agents', {
  key: integer().primaryKey(),
  id: text().notNull().unique(),
  name: text().notNull(),
  email: text(),
  isMe: integer('is_me').notNull(),
});

/** Configured accounts of ours. `config` holds no secret; `secrets` is ciphertext of a JSON object. */
export const channels = sqliteTable('channels', {
  key: integer().primaryKey(),
  id: text().notNull().unique(),
  kind: text().notNull(),
  name: text().notNull(),
  address: text().notNull(),
  config: text().notNull(),
  secrets: blob({ mode: 'buffer' }).notNull(),
  createdAt: integer('created_at').notNull(),
  removedAt: integer('removed_at'),
  /** What its server can, over what its kind can: capabilities as JSON, once they are known. */
  offers: text(),
});

/** How far each stream of a channel has been taken; written in the transaction of the batch it belongs to. */
export const cursors = sqliteTable(
  'cursors',
  {
    channelKey: integer('channel_key').notNull(),
    stream: text().notNull(),
    cursor: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.channelKey, t.stream] })],
);

/** Raw payloads from the moment they are acknowledged until they are applied; those that could not be stay, with the error. */
export const intake = sqliteTable(
  'intake',
  {
    key: integer().primaryKey({ autoIncrement: true }),
    channelKey: integer('channel_key').notNull(),
    stream: text().notNull(),
    remoteKey: text('remote_key').notNull(),
    body: text().notNull(),
    sourceHash: text('source_hash'),
    receivedAt: integer('received_at').notNull(),
    state: text({ enum: ['pending', 'quarantined'] }).notNull(),
    error: text(),
  },
  (t) => [
    unique('intake_remote').on(t.channelKey, t.stream, t.remoteKey),
    index('intake_state').on(t.state, t.channelKey, t.key),
  ],
);

/** An identity as it arrived. `rootKey` names the person it is shown as: its own key, or the oldest of those linked with it. */
export const customers = sqliteTable(
  'customers',
  {
    key: integer().primaryKey(),
    id: text().notNull().unique(),
    rootKey: integer('root_key').notNull(),
    name: text().notNull(),
    nameRank: integer('name_rank').notNull(),
    createdAt: integer('created_at').notNull(),
    version: integer().notNull(),
  },
  (t) => [index('customers_root').on(t.rootKey)],
);

export const contactPoints = sqliteTable(
  'contact_points',
  {
    key: integer().primaryKey(),
    id: text().notNull().unique(),
    customerKey: integer('customer_key').notNull(),
    kind: text().notNull(),
    value: text().notNull(),
    label: text(),
    normalised: text().notNull(),
    verified: integer().notNull(),
    evidence: text().notNull(),
    removedAt: integer('removed_at'),
    /** Name the provider gives, and when it was last told one: older statements change nothing. */
    name: text(),
    namedAt: integer('named_at'),
    portraitHash: text('portrait_hash'),
  },
  (t) => [index('contact_points_key').on(t.kind, t.normalised), index('contact_points_customer').on(t.customerKey)],
);

/** Names and labels that an address used to have with the provider; `untilAt` is when another was told. */
export const contactNames = sqliteTable(
  'contact_names',
  {
    contactKey: integer('contact_key').notNull(),
    label: text().notNull(),
    untilAt: integer('until_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.contactKey, t.label] })],
);

/** What we know of one address on one channel of ours: used when, in which thread, reachable or not. */
export const contactChannels = sqliteTable(
  'contact_channels',
  {
    contactKey: integer('contact_key').notNull(),
    channelKey: integer('channel_key').notNull(),
    threadKey: integer('thread_key'),
    lastInAt: integer('last_in_at'),
    lastOutAt: integer('last_out_at'),
    unreachableReason: text('unreachable_reason'),
    unreachableAt: integer('unreachable_at'),
    unreachableDetail: text('unreachable_detail'),
    /** Their picture: when it was asked for, and when it is to be asked for next. */
    portraitCheckedAt: integer('portrait_checked_at'),
    portraitDueAt: integer('portrait_due_at'),
    /** What they last wrote in a group; a private thread it is none. */
    groupItemKey: integer('group_item_key'),
  },
  (t) => [
    primaryKey({ columns: [t.contactKey, t.channelKey] }),
    index('contact_channels_portrait').on(t.channelKey, t.portraitDueAt).where(sql`portrait_due_at IS NOT NULL`),
  ],
);

/** Statements that two identities are one person. `restore` holds what undoing needs to put back exactly. */
export const links = sqliteTable(
  'links',
  {
    key: integer().primaryKey(),
    id: text().notNull().unique(),
    aKey: integer('a_key').notNull(),
    bKey: integer('b_key').notNull(),
    evidence: text().notNull(),
    agentKey: integer('agent_key'),
    createdAt: integer('created_at').notNull(),
    restore: text().notNull(),
    undoneAt: integer('undone_at'),
    undoneBy: integer('undone_by'),
  },
  (t) => [index('links_a').on(t.aKey), index('links_b').on(t.bKey)],
);

/** The unit of work. The database itself allows one open conversation per person. */
export const conversations = sqliteTable(
  'conversations',
  {
    key: integer().primaryKey(),
    id: text().notNull().unique(),
    customerKey: integer('customer_key').notNull(),
    status: text().notNull(),
    assigneeKey: integer('assignee_key'),
    openedAt: integer('opened_at').notNull(),
    closedAt: integer('closed_at'),
    snoozedUntil: integer('snoozed_until'),
    /** When a snooze ended by itself; until somebody answers or changes the status. */
    wokenAt: integer('woken_at'),
    result: text(),
    /** Opened by the first import and not touched by a person since. */
    imported: integer().notNull(),
    /** Absorbed by another conversation when two people were linked. */
    mergedInto: integer('merged_into'),
    /** In a team: whose it is when it is nobody's. */
    departmentId: text('department_id'),
    version: integer().notNull(),
  },
  (t) => [
    uniqueIndex('one_open_conversation').on(t.customerKey).where(sql`status <> 'resolved' AND merged_into IS NULL`),
    index('conversations_customer').on(t.customerKey, t.openedAt),
    index('conversations_merged').on(t.mergedInto).where(sql`merged_into IS NOT NULL`),
    index('conversations_resolved').on(t.closedAt).where(sql`status = 'resolved'`),
    index('conversations_asleep').on(t.snoozedUntil).where(sql`status = 'snoozed' AND snoozed_until IS NOT NULL`),
  ],
);

/** Words of the workspace that conversations are sorted by. A removed one stays for those that carry it. */
export const tags = sqliteTable('tags', {
  key: integer().primaryKey(),
  id: text().notNull().unique(),
  name: text().notNull(),
  colour: text().notNull(),
  removedAt: integer('removed_at'),
});

export const conversationTags = sqliteTable(
  'conversation_tags',
  {
    conversationKey: integer('conversation_key').notNull(),
    tagKey: integer('tag_key').notNull(),
  },
  (t) => [primaryKey({ columns: [t.conversationKey, t.tagKey] }), index('conversation_tags_tag').on(t.tagKey)],
);

/** Things to be done about a customer at a time. */
export const reminders = sqliteTable(
  'reminders',
  {
    key: integer().primaryKey(),
    id: text().notNull().unique(),
    customerKey: integer('customer_key').notNull(),
    agentKey: integer('agent_key').notNull(),
    at: integer().notNull(),
    text: text().notNull(),
    createdAt: integer('created_at').notNull(),
    doneAt: integer('done_at'),
  },
  (t) => [
    index('reminders_customer').on(t.customerKey, t.at).where(sql`done_at IS NULL`),
    index('reminders_due').on(t.at).where(sql`done_at IS NULL`),
  ],
);

/** What the agent of this desk is told of. */
export const notices = sqliteTable(
  'notices',
  {
    key: integer().primaryKey(),
    id: text().notNull().unique(),
    kind: text().notNull(),
    customerKey: integer('customer_key').notNull(),
    itemKey: integer('item_key'),
    text: text().notNull(),
    at: integer().notNull(),
    count: integer().notNull(),
    seenAt: integer('seen_at'),
  },
  (t) => [index('notices_latest').on(t.at, t.key), index('notices_unseen').on(t.customerKey, t.kind).where(sql`seen_at IS NULL`)],
);

/** The provider's own threads: a chat, the chain of a mail. */
export const threads = sqliteTable(
  'threads',
  {
    key: integer().primaryKey(),
    channelKey: integer('channel_key').notNull(),
    remoteThread: text('remote_thread').notNull(),
  },
  (t) => [unique('threads_remote').on(t.channelKey, t.remoteThread)],
);

/** Every Message-ID seen or referred to, so that a mail joins the thread of any relative, whichever came first. */
export const mailIds = sqliteTable(
  'mail_ids',
  {
    channelKey: integer('channel_key').notNull(),
    messageId: text('message_id').notNull(),
    threadKey: integer('thread_key').notNull(),
  },
  (t) => [primaryKey({ columns: [t.channelKey, t.messageId] })],
);

/** The timeline. `key` is time order: seconds since 2000 times 1024 plus a sequence within the second. */
export const items = sqliteTable(
  'items',
  {
    key: integer().primaryKey(),
    id: text().notNull().unique(),
    arrival: integer().notNull(),
    customerKey: integer('customer_key').notNull(),
    conversationKey: integer('conversation_key'),
    threadKey: integer('thread_key'),
    channelKey: integer('channel_key'),
    contactKey: integer('contact_key'),
    agentKey: integer('agent_key'),
    kind: text().notNull(),
    direction: text().notNull(),
    remoteId: text('remote_id'),
    sentAt: integer('sent_at').notNull(),
    receivedAt: integer('received_at').notNull(),
    subject: text(),
    text: text().notNull(),
    htmlHash: text('html_hash'),
    hasRemoteContent: integer('has_remote_content').notNull().default(0),
    sourceHash: text('source_hash'),
    mail: text(),
    replyToKey: integer('reply_to_key'),
    /** Written by a machine, or by us to somebody else: shown, but no step in the talk with the customer. */
    automatic: integer().notNull().default(0),
    versions: integer().notNull().default(0),
    editedAt: integer('edited_at'),
    deletedAt: integer('deleted_at'),
    event: text(),
    delivery: text(),
    deliveryNote: text('delivery_note'),
    /** What few items have, as JSON: marks, a card, origin, buttons, reactions, the group. NULL for all others. */
    extra: text(),
  },
  (t) => [
    unique('items_remote').on(t.threadKey, t.remoteId),
    index('items_timeline').on(t.customerKey, t.key),
    index('items_unread').on(t.customerKey, t.arrival).where(sql`direction = 'in'`),
    index('items_out').on(t.customerKey, t.key).where(sql`direction = 'out'`),
    index('items_channel').on(t.channelKey, t.key),
    index('items_agent').on(t.agentKey, t.key).where(sql`agent_key IS NOT NULL`),
    index('items_notes').on(t.key).where(sql`kind = 'note'`),
    index('items_pinned').on(t.customerKey, t.key).where(sql`instr(extra, '"pinned":') > 0`),
    index('items_calls').on(t.customerKey, t.key).where(sql`kind = 'call'`),
  ],
);

/** What is known of a call beside its item; the newest revision. */
export const calls = sqliteTable(
  'calls',
  {
    itemKey: integer('item_key').primaryKey(),
    channelKey: integer('channel_key').notNull(),
    remoteId: text('remote_id').notNull(),
    revision: integer().notNull(),
    /** 1 while it goes on, 0 when it is over, 2 when it went on as the program ended and nobody has looked since. */
    live: integer().notNull(),
    /** Both sides have spoken: it answers what was said before. */
    answered: integer().notNull(),
    /** The other side's number, normalised; NULL when it is hidden or none we understand. */
    normalised: text(),
    /** A person said whose it is; the number is not asked again. */
    assigned: integer().notNull().default(0),
    /** The agent's wish it was dialled by. */
    dialKey: text('dial_key').unique(),
    /** JSON of what is shown. */
    body: text().notNull(),
    /** JSON: what the agent said of it afterwards. */
    wrapUp: text('wrap_up'),
  },
  (t) => [unique('calls_remote').on(t.channelKey, t.remoteId), index('calls_live').on(t.itemKey).where(sql`live = 1`)],
);

/** Further messages of the provider that are the same item: the rest of an album. */
export const itemParts = sqliteTable(
  'item_parts',
  {
    threadKey: integer('thread_key').notNull(),
    remoteId: text('remote_id').notNull(),
    itemKey: integer('item_key').notNull(),
  },
  (t) => [primaryKey({ columns: [t.threadKey, t.remoteId] }), index('item_parts_item').on(t.itemKey)],
);

/** Which item an album is, so that its later parts find it. */
export const albums = sqliteTable(
  'albums',
  {
    threadKey: integer('thread_key').notNull(),
    album: text().notNull(),
    itemKey: integer('item_key').notNull(),
  },
  (t) => [primaryKey({ columns: [t.threadKey, t.album] })],
);

/** Earlier texts of an item; the current one stays in the item. */
export const itemVersions = sqliteTable(
  'item_versions',
  {
    itemKey: integer('item_key').notNull(),
    version: integer().notNull(),
    text: text().notNull(),
    marks: text(),
    htmlHash: text('html_hash'),
    fromAt: integer('from_at').notNull(),
    untilAt: integer('until_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.itemKey, t.version] })],
);

export const attachments = sqliteTable(
  'attachments',
  {
    key: integer().primaryKey(),
    id: text().notNull().unique(),
    itemKey: integer('item_key').notNull(),
    channelKey: integer('channel_key'),
    name: text().notNull(),
    mime: text().notNull(),
    size: integer(),
    kind: text().notNull(),
    inline: integer().notNull(),
    durationMs: integer('duration_ms'),
    width: integer(),
    height: integer(),
    state: text().notNull(),
    hash: text(),
    ref: text(),
    error: text(),
    spoiler: integer().notNull().default(0),
    /** Bytes here of a running download. */
    fetched: integer(),
    /** A small picture of it; the reference goes when the picture is here or cannot be had. */
    previewRef: text('preview_ref'),
    previewHash: text('preview_hash'),
    /** Remote id of the part of an album it came with, and when that part was deleted. */
    part: text(),
    deletedAt: integer('deleted_at'),
    /** The provider's unchanging name of these bytes, where it has one. */
    identity: text(),
    /** Number of the earlier version it belongs to; NULL for what the item has now. */
    version: integer(),
  },
  (t) => [
    index('attachments_item').on(t.itemKey),
    index('attachments_hash').on(t.hash).where(sql`hash IS NOT NULL`),
    index('attachments_kind').on(t.kind, t.itemKey).where(sql`inline = 0 AND version IS NULL AND deleted_at IS NULL`),
    index('attachments_waiting').on(t.channelKey, t.key).where(sql`state = 'fetching'`),
    index('attachments_previews').on(t.channelKey, t.key).where(sql`preview_ref IS NOT NULL`),
  ],
);

/** What a person has decided to send. `intent` is the same for every attempt. */
export const outbox = sqliteTable(
  'outbox',
  {
    key: integer().primaryKey(),
    itemKey: integer('item_key').notNull().unique(),
    channelKey: integer('channel_key').notNull(),
    contactKey: integer('contact_key').notNull(),
    state: text({ enum: ['handed', 'queued', 'sending', 'unknown', 'accepted', 'rejected', 'cancelled'] }).notNull(),
    intent: text().notNull(),
    createdAt: integer('created_at').notNull(),
    nextAttemptAt: integer('next_attempt_at').notNull(),
    attempts: integer().notNull(),
    /** What must still follow an accepted send (a copy in Sent). */
    afterSend: text('after_send', { enum: ['none', 'pending', 'done'] }).notNull(),
    /** In a team: 1 once the server may have it, so that this desk sends it only when the server says so; 2 once it has said that it does. */
    offered: integer().notNull().default(0),
    /** In a team: number of the lease under which this desk took it from the server to send it. */
    fence: integer(),
  },
  (t) => [
    index('outbox_due').on(t.channelKey, t.state, t.nextAttemptAt),
    // Looked through in every round of a team; few have one at a time.
    index('outbox_fenced').on(t.key).where(sql`fence IS NOT NULL`),
  ],
);

/** A retry is a new row; a failure is never erased. */
export const outboxAttempts = sqliteTable(
  'outbox_attempts',
  {
    outboxKey: integer('outbox_key').notNull(),
    n: integer().notNull(),
    startedAt: integer('started_at').notNull(),
    endedAt: integer('ended_at'),
    outcome: text(),
    code: text(),
    detail: text(),
  },
  (t) => [primaryKey({ columns: [t.outboxKey, t.n] })],
);

/**
 * Changes to what is at the provider already, each until it is done there; one of a kind for an item, the last wish wins.
 * `wish` counts them, so that one that was changed while it was tried is tried again.
 */
export const remoteActions = sqliteTable(
  'remote_actions',
  {
    key: integer().primaryKey(),
    /** Made of the item and the kind, so that every desk of a team names it alike; NULL for what no colleague is told of. */
    id: text().unique(),
    itemKey: integer('item_key').notNull(),
    channelKey: integer('channel_key').notNull(),
    type: text({ enum: ['edit', 'withdraw', 'react', 'seen', 'wrap-up', 'assign', 'pin'] }).notNull(),
    /** `done`: at the provider, or not wished any more. */
    state: text({ enum: ['pending', 'refused', 'done'] }).notNull(),
    body: text().notNull(),
    wish: integer().notNull(),
    createdAt: integer('created_at').notNull(),
    nextAttemptAt: integer('next_attempt_at').notNull(),
    attempts: integer().notNull(),
    code: text(),
    detail: text(),
  },
  (t) => [
    unique('remote_actions_item').on(t.itemKey, t.type),
    index('remote_actions_due').on(t.channelKey, t.state, t.nextAttemptAt),
  ],
);

export const drafts = sqliteTable(
  'drafts',
  {
    customerKey: integer('customer_key').notNull(),
    kind: text({ enum: ['reply', 'note', 'forward'] }).notNull(),
    body: text().notNull(),
    savedAt: integer('saved_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.customerKey, t.kind] })],
);

/** Answers that wait for their time. They become items and outbox rows when it has come. */
export const heldReplies = sqliteTable(
  'held_replies',
  {
    key: integer().primaryKey(),
    id: text().notNull().unique(),
    customerKey: integer('customer_key').notNull(),
    conversationKey: integer('conversation_key'),
    reason: text({ enum: ['undo', 'later'] }).notNull(),
    /** JSON: what leaves, and the draft it was written as. */
    body: text().notNull(),
    createdAt: integer('created_at').notNull(),
    /** NULL while it waits for a person, because it could not leave. */
    dueAt: integer('due_at'),
    problem: text(),
  },
  (t) => [index('held_replies_customer').on(t.customerKey), index('held_replies_due').on(t.dueAt).where(sql`due_at IS NOT NULL`)],
);

/** Texts prepared for many customers. */
export const cannedReplies = sqliteTable('canned_replies', {
  key: integer().primaryKey(),
  id: text().notNull().unique(),
  title: text().notNull(),
  shortcut: text(),
  /** JSON: the text in each language, and what a macro does besides. */
  body: text().notNull(),
  updatedAt: integer('updated_at').notNull(),
});

/** Arrival number up to which an agent has read an identity's items; unread is counted from it, never kept as a sum. */
export const readMarks = sqliteTable(
  'read_marks',
  {
    agentKey: integer('agent_key').notNull(),
    customerKey: integer('customer_key').notNull(),
    upTo: integer('up_to').notNull(),
  },
  (t) => [primaryKey({ columns: [t.agentKey, t.customerKey] })],
);

/** One narrow row per person, from which the list is served. Kept by the writer, computable from the rest. */
export const inbox = sqliteTable(
  'inbox',
  {
    customerKey: integer('customer_key').primaryKey(),
    assigneeKey: integer('assignee_key').notNull(),
    /** 0 resolved or none, 1 open or pending, 2 snoozed. */
    open: integer().notNull(),
    lastActivityAt: integer('last_activity_at').notNull(),
    lastItemKey: integer('last_item_key').notNull(),
    channelKey: integer('channel_key'),
    waitingSince: integer('waiting_since'),
    /** Place when the longest waiting come first: who waits by since when, the others after them, the latest first. */
    waitingOrder: integer('waiting_order').notNull().default(0),
    unread: integer().notNull(),
    /** In a team; empty: of no department. */
    departmentId: text('department_id').notNull().default(''),
    /** Where a team promises service: which clock, and when it is due and at risk while it runs, or what is left while it rests; ms. */
    clock: text(),
    dueAt: integer('due_at'),
    riskAt: integer('risk_at'),
    leftMs: integer('left_ms'),
  },
  (t) => [
    index('inbox_department').on(t.departmentId, t.open, t.lastActivityAt, t.customerKey).where(sql`department_id <> ''`),
    index('inbox_department_waiting')
      .on(t.departmentId, t.open, t.waitingOrder, t.customerKey, t.assigneeKey)
      .where(sql`department_id <> '' AND open > 0`),
    index('inbox_risk').on(t.riskAt, t.dueAt, t.assigneeKey, t.departmentId).where(sql`risk_at IS NOT NULL`),
    index('inbox_assignee').on(t.assigneeKey, t.open, t.lastActivityAt, t.customerKey),
    index('inbox_all').on(t.open, t.lastActivityAt, t.customerKey),
    index('inbox_waiting').on(t.open, t.waitingOrder, t.customerKey).where(sql`open > 0`),
    index('inbox_assignee_waiting').on(t.assigneeKey, t.open, t.waitingOrder, t.customerKey).where(sql`open > 0`),
  ],
);

/** How many people the list has by assignee, state and department, and how many of them have something unread or wait. Kept by triggers on `inbox`. */
export const inboxCounts = sqliteTable(
  'inbox_counts',
  {
    assigneeKey: integer('assignee_key').notNull(),
    open: integer().notNull(),
    departmentId: text('department_id').notNull(),
    people: integer().notNull(),
    unread: integer().notNull(),
    /** How many of them wait for an answer. */
    waiting: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.assigneeKey, t.open, t.departmentId] })],
);

/** What a person is found by: names and addresses of all their identities. `indexed` is 0 until the index has it. */
export const customerTexts = sqliteTable(
  'customer_texts',
  {
    customerKey: integer('customer_key').primaryKey(),
    text: text().notNull(),
    indexed: integer().notNull(),
  },
  (t) => [index('customer_texts_waiting').on(t.customerKey).where(sql`indexed = 0`)],
);

/** Items whose words are not in the index yet, or not in their present form. */
export const searchQueue = sqliteTable('search_queue', { itemKey: integer('item_key').primaryKey() });

/** Files that were let go of and may still be on the disk, because the program ended in between. */
export const filesLetGo = sqliteTable('files_let_go', { hash: text().primaryKey() });

/** In a team: where this desk stands with the server, as JSON values by name. */
export const teamState = sqliteTable('team_state', { name: text().primaryKey(), value: text().notNull() });

/**
 * In a team: rows of ours that the server has not seen in their present form, each once. Written by triggers in the
 * transaction of the change, so that nothing is forgotten; `seq` grows with each change.
 */
export const teamQueue = sqliteTable(
  'team_queue',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    kind: text().notNull(),
    rowKey: integer('row_key').notNull(),
  },
  (t) => [unique('team_queue_row').on(t.kind, t.rowKey)],
);

/** In a team: the server's version of each record that is here, from which a change of ours departs. */
export const teamVersions = sqliteTable(
  'team_versions',
  {
    kind: text().notNull(),
    id: text().notNull(),
    version: integer().notNull(),
    /** How it stands there, as JSON, where a change of ours is told as the difference. */
    body: text(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.id] })],
);

/** In a team: agents, departments, duties, rules, handoffs and whispers, as the server's rows in JSON. */
export const teamThings = sqliteTable(
  'team_things',
  { kind: text().notNull(), id: text().notNull(), body: text().notNull() },
  (t) => [primaryKey({ columns: [t.kind, t.id] })],
);

/** In a team: decisions that wait for the server, in the order in which they were made. */
export const teamWaiting = sqliteTable('team_waiting', {
  key: integer().primaryKey({ autoIncrement: true }),
  customerKey: integer('customer_key').notNull(),
  body: text().notNull(),
  createdAt: integer('created_at').notNull(),
});

/** In a team: files that colleagues have and this desk has not. `wanted`: fetched without being asked for. */
export const teamFiles = sqliteTable(
  'team_files',
  {
    key: integer().primaryKey({ autoIncrement: true }),
    hash: text().notNull(),
    role: text({ enum: ['html', 'preview', 'file', 'portrait'] }).notNull(),
    rowKey: integer('row_key').notNull(),
    wanted: integer().notNull(),
  },
  (t) => [unique('team_files_row').on(t.role, t.rowKey, t.hash), index('team_files_wanted').on(t.wanted, t.key)],
);

/** In a team: files of this desk that colleagues lack, and the item or address that names each. */
export const teamSharing = sqliteTable(
  'team_sharing',
  {
    key: integer().primaryKey({ autoIncrement: true }),
    hash: text().notNull(),
    kind: text({ enum: ['item', 'contact'] }).notNull(),
    rowKey: integer('row_key').notNull(),
  },
  (t) => [unique('team_sharing_row').on(t.hash, t.kind, t.rowKey)],
);

/**
 * In a team: a file that nobody has fetched from its provider, asked for by somebody who does not run the channel; or one that was
 * fetched by who does not run it any more, which is told the same way.
 */
export const fileAsks = sqliteTable(
  'file_asks',
  {
    key: integer().primaryKey(),
    /** Made of the attachment, so that every desk of a team names it alike. */
    id: text().notNull().unique(),
    attachmentKey: integer('attachment_key').notNull().unique(),
    /** `taken`: whoever runs the channel is fetching it. */
    state: text({ enum: ['asked', 'taken', 'failed', 'done'] }).notNull(),
    createdAt: integer('created_at').notNull(),
    /** Why it failed, as the provider or the program says. */
    detail: text(),
  },
  (t) => [index('file_asks_open').on(t.key).where(sql`state IN ('asked', 'taken')`)],
);

/** In a team: files that the server has. */
export const teamShared = sqliteTable('team_shared', { hash: text().primaryKey() });
