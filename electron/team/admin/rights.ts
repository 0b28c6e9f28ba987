import pg from 'pg';

/** The roles of one team. They are named after its database, because roles belong to the whole cluster. */
export type Groups = { owner: string; agent: string; lead: string; admin: string };

export const groupsOf = (database: string): Groups => ({
  owner: `${database}_owner`,
  agent: `${database}_agent`,
  lead: `${database}_lead`,
  admin: `${database}_admin`,
});

type Who = 'agent' | 'lead' | 'admin' | 'nobody';

/**
 * Who may call what; leads may what agents may, admins what leads may. `nobody`: called by other functions alone. Rules that depend on
 * whose something is stand in the functions themselves.
 */
export const functionRights: Readonly<Record<string, Who>> = {
  now_ms: 'agent',
  me: 'agent',
  sees: 'agent',
  sees_all: 'agent',
  sees_customer: 'agent',
  hello: 'agent',
  horizon: 'agent',
  pull: 'agent',
  body_of: 'agent',
  is_relay: 'agent',
  person: 'agent',
  push: 'agent',
  sent_alone: 'agent',
  missing: 'agent',
  sealed: 'agent',
  seal_for: 'nobody',
  proves_loss: 'nobody',
  check_duty: 'nobody',
  rolled_back: 'agent',
  renew_epoch: 'agent',
  claim: 'agent',
  take_next: 'agent',
  reassign: 'agent',
  handoff_answer: 'agent',
  handoff_undo: 'agent',
  handoffs_undo: 'agent',
  sweep: 'agent',
  dispatch: 'agent',
  why_waits: 'agent',
  loads: 'agent',
  link: 'agent',
  unlink: 'agent',
  lease_take: 'agent',
  lease_renew: 'agent',
  lease_release: 'agent',
  outbox_enqueue: 'agent',
  outbox_claim: 'agent',
  outbox_settle: 'agent',
  outbox_cancel: 'agent',
  channel_wants: 'agent',
  want_settle: 'agent',
  orders_go_to: 'agent',
  outbox_decide: 'agent',
  file_put: 'agent',
  file_chunk: 'agent',
  file_done: 'agent',
  file_removals_take: 'agent',
  file_removed: 'agent',
  sends: 'agent',
  presence_set: 'agent',
  watch: 'agent',
  unwatch: 'agent',
  together: 'agent',
  whisper_seen: 'agent',
  saw: 'agent',
  channel_put: 'agent',
  went_home: 'lead',
  whisper: 'lead',
  audit_read: 'lead',
  export_customer: 'lead',
  policy_put: 'lead',
  department_put: 'lead',
  department_remove: 'lead',
  duty_put: 'lead',
  agent_put: 'lead',
  erase: 'admin',
  settings_set: 'admin',
  channel_remove: 'admin',
  caller: 'nobody',
  leads: 'nobody',
  calling_lead: 'nobody',
  calling_admin: 'nobody',
  note_audit: 'nobody',
  audit_is_final: 'nobody',
  put_change: 'nobody',
  changed: 'nobody',
  changed_membership: 'nobody',
  changed_setting: 'nobody',
  changed_lease: 'nobody',
  setting: 'nobody',
  holder_of: 'nobody',
  refused: 'nobody',
  locked_conversation: 'nobody',
  check_claim: 'nobody',
  apply_claim: 'nobody',
  put_back: 'nobody',
  check_fence: 'nobody',
  key_hash: 'nobody',
  department_for: 'nobody',
  open_one: 'nobody',
  spoken: 'nobody',
  go_back: 'nobody',
  foreign_changes: 'nobody',
  own_node: 'nobody',
  lease_answer: 'nobody',
  best_agent: 'nobody',
  skilled: 'nobody',
  nobody_for: 'nobody',
  spans_of: 'nobody',
  work_after: 'nobody',
  worked_at: 'nobody',
  hours_for: 'nobody',
  fit_hours: 'nobody',
  hours_fit: 'nobody',
  opened_again: 'nobody',
  open_of: 'nobody',
  setting_fits: 'nobody',
  outbox_carries: 'nobody',
  object_left: 'nobody',
  duty_of: 'nobody',
  taken_up: 'nobody',
  topic_of: 'nobody',
  unanswered_since: 'nobody',
  history_told: 'nobody',
  call_changes: 'nobody',
  call_counted: 'nobody',
  call_told: 'nobody',
  history_opened: 'nobody',
  node_told: 'nobody',
  given_to_people: 'nobody',
  absent_since: 'nobody',
  left_by_absent: 'nobody',
  folded: 'nobody',
  as_id: 'nobody',
  may_wish: 'nobody',
  whose_words: 'nobody',
  copy_known: 'nobody',
  tell_epoch: 'nobody',
  heard_after: 'nobody',
};

/** Tables that agents read through row-level security; every other one, and every writing, is the owner's. */
export const readable = [
  'meta',
  'agents',
  'departments',
  'memberships',
  'key_boxes',
  'customers',
  'contact_points',
  'links',
  'conversations',
  'records',
  'record_files',
  'files',
  'file_chunks',
  'outbox_files',
  'channels',
  'cursors',
  'nodes',
  'leases',
  'outbox',
  'outbox_attempts',
  'watchers',
  'handoffs',
  'whispers',
  'duties',
  'settings',
  'changes',
] as const;

/**
 * Gives exactly these rights, whatever was given before, in the caller's transaction and as the owner.
 * @throws Error when the schema has a function that nobody has decided on
 */
export async function grantRights(db: pg.ClientBase, groups: Groups): Promise<void> {
  const name = pg.escapeIdentifier;
  const all = [name(groups.agent), name(groups.lead), name(groups.admin)].join(', ');
  const { rows } = await db.query<{ proname: string }>(
    "SELECT DISTINCT proname FROM pg_proc WHERE pronamespace = 'throughline'::regnamespace",
  );
  const undecided = rows.map(({ proname }) => proname).filter((routine) => functionRights[routine] === undefined);
  if (undecided.length > 0) throw new Error(`nobody has decided who may call ${undecided.join(', ')}`);
  // A database that is still to be migrated has not all of them.
  const { rows: tables } = await db.query<{ table: string }>(
    `SELECT relname AS "table" FROM pg_class WHERE relnamespace = 'throughline'::regnamespace AND relname = ANY ($1)`,
    [[...readable]],
  );
  const statements = [
    `REVOKE ALL ON SCHEMA throughline FROM PUBLIC, ${all}`,
    `REVOKE ALL ON ALL TABLES IN SCHEMA throughline FROM PUBLIC, ${all}`,
    `REVOKE ALL ON ALL SEQUENCES IN SCHEMA throughline FROM PUBLIC, ${all}`,
    `REVOKE ALL ON ALL ROUTINES IN SCHEMA throughline FROM PUBLIC, ${all}`,
    `GRANT USAGE ON SCHEMA throughline TO ${name(groups.agent)}`,
    ...tables.map(({ table }) => `GRANT SELECT ON throughline.${table} TO ${name(groups.agent)}`),
    ...rows.flatMap(({ proname }) => {
      const who = functionRights[proname] ?? 'nobody';
      return who === 'nobody' ? [] : [`GRANT EXECUTE ON ROUTINE throughline.${proname} TO ${name(groups[who])}`];
    }),
  ];
  await db.query(statements.join(';\n'));
}
