/**
 * Every statement that a desk sends to its team's server, as it was when the newest migration was `0015_one_open_a_person`: the oldest
 * desktop that may still be connected. Append only: a desktop that was given out goes on saying what it says.
 */
export const olderStatements: readonly string[] = [
  'LISTEN throughline',
  // `server.ts`: functions by name, in the number of what they are given.
  'SELECT throughline.hello($1, $2, $3, $4, $5, $6) AS value',
  'SELECT throughline.renew_epoch($1, $2) AS value',
  'SELECT throughline.missing($1, $2) AS value',
  'SELECT kind, id, xid, seq::text AS seq, body FROM throughline.pull($1, $2, $3, $4, $5, $6)',
  'SELECT count(*) AS n FROM throughline.changes WHERE (xid, seq) > ($1::xid8, $2) AND (xid, seq) < ($3::xid8, $4)',
  'SELECT throughline.horizon() AS value',
  `SELECT r.kind, r.id, '0' AS xid, '0' AS seq, throughline.body_of(r.kind, r.id) AS body
   FROM jsonb_to_recordset($1::jsonb) AS r (kind text, id text)`,
  'SELECT throughline.person($1, $2, $3) AS value',
  'SELECT throughline.push($1) AS value',
  'SELECT throughline.sent_alone($1) AS value',
  'SELECT throughline.claim($1, $2, $3) AS value',
  'SELECT throughline.link($1, $2, $3, $4, $5) AS value',
  'SELECT throughline.unlink($1) AS value',
  'SELECT throughline.lease_take($1, $2, $3) AS value',
  'SELECT throughline.lease_renew($1, $2, $3, $4) AS value',
  'SELECT throughline.lease_release($1, $2, $3) AS value',
  `SELECT c.id AS channel, l.node_id AS node, n.name, n.kind,
     (l.node_id IS NULL OR l.expires_at IS NULL OR l.expires_at <= clock_timestamp()) AS free
   FROM throughline.channels c LEFT JOIN throughline.leases l ON l.channel_id = c.id LEFT JOIN throughline.nodes n ON n.id = l.node_id
   WHERE c.removed_at IS NULL`,
  'SELECT stream, cursor FROM throughline.cursors WHERE channel_id = $1',
  'SELECT throughline.outbox_enqueue($1) AS value',
  'SELECT to_jsonb(o) AS row FROM throughline.outbox_claim($1, $2, $3, $4, $5) AS o',
  'SELECT throughline.outbox_settle($1, $2, $3, $4, $5, $6) AS value',
  'SELECT throughline.outbox_decide($1, $2, $3) AS value',
  'SELECT throughline.outbox_cancel($1) AS value',
  'SELECT throughline.channel_put($1, $2) AS value',
  'SELECT throughline.file_put($1, $2, $3) AS value',
  'SELECT throughline.file_chunk($1, $2, $3) AS value',
  'SELECT throughline.file_done($1) AS value',
  'SELECT size, complete FROM throughline.files WHERE hash = $1',
  'SELECT bytes FROM throughline.file_chunks WHERE hash = $1 AND n = $2',
  // What goes on between colleagues.
  'SELECT throughline.dispatch() AS value',
  'SELECT throughline.sweep() AS value',
  'SELECT throughline.together() AS value',
  'SELECT throughline.presence_set($1, $2, $3) AS value',
  'SELECT throughline.watch($1, $2, $3, $4) AS value',
  'SELECT throughline.unwatch($1, $2) AS value',
  'SELECT throughline.saw($1) AS value',
  'SELECT throughline.take_next() AS value',
  'SELECT throughline.reassign($1, $2, $3, $4) AS value',
  'SELECT throughline.handoff_answer($1, $2, $3) AS value',
  'SELECT throughline.handoff_undo($1) AS value',
  'SELECT throughline.went_home($1, $2) AS value',
  'SELECT throughline.whisper($1, $2, $3, $4) AS value',
  'SELECT throughline.whisper_seen($1) AS value',
  'SELECT throughline.policy_put($1, $2, $3) AS value',
  'SELECT throughline.department_put($1, $2) AS value',
  'SELECT throughline.agent_put($1, $2) AS value',
  'SELECT throughline.duty_put($1, $2) AS value',
  'SELECT seq, at, login, agent_id, action, kind, subject, customer_id, detail FROM throughline.audit_read($1)',
  `SELECT kind, id, throughline.body_of(kind, id) AS body FROM throughline.changes WHERE kind = ANY ($1)
   UNION ALL SELECT 'handoff', id::text, throughline.body_of('handoff', id::text) FROM throughline.handoffs
     WHERE state = 'offered' OR answered_at > throughline.now_ms() - $2
   UNION ALL SELECT 'whisper', id::text, throughline.body_of('whisper', id::text) FROM throughline.whispers WHERE seen_at IS NULL`,
];

/** What it reads of each answer: where one of these were missing, it would go on without, or stop. */
export const olderReads = {
  hello: ['accepted', 'schema', 'minSchema', 'epoch', 'keyId', 'now', 'horizon', 'rolledBack', 'agent', 'box'],
  push: ['records', 'conversations', 'refused'],
  customer: ['id', 'root_id', 'name', 'name_rank', 'created_at', 'rev', 'erased_at'],
  contact: ['id', 'customer_id', 'kind', 'value', 'normalised', 'payload', 'removed_at', 'rev'],
  conversation: [
    'id',
    'customer_id',
    'status',
    'assignee_id',
    'department_id',
    'opened_at',
    'closed_at',
    'snoozed_until',
    'woken_at',
    'result',
    'imported',
    'merged_into',
    'tags',
    'version',
  ],
  record: ['id', 'kind', 'customer_id', 'conversation_id', 'author_id', 'rev', 'payload'],
  outbox: ['id', 'channel_id', 'customer_id', 'author_id', 'intent', 'state', 'fence', 'node_id', 'result', 'version'],
  handoff: ['id', 'conversation_id', 'customer_id', 'by_id', 'from_id', 'to_id', 'to_department', 'note', 'state', 'due_at'],
  person: ['root', 'customers', 'contactPoints', 'links', 'conversations', 'records', 'outbox'],
} as const;
