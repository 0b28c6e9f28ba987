import { newId } from '../../electron/store/ids.ts';

/** What calls are made with: a conversation of a colleague and one of nobody, a message, a handoff, a node that is not the caller's. */
export type Ground = {
  colleagues: { id: string; customer: string };
  free: { id: string; customer: string };
  message: string;
  handoff: string;
  file: string;
  channel: string;
  colleague: string;
  department: string;
  me: string;
  ownNode: string;
  foreignNode: string;
  epoch: string;
};

type May = 'may' | 'may not';
/** How a function is called, and who may. A refusal is 42501 or, where one must not even know that it is there, P0002. */
export type Call = { sql: string; values?: (ground: Ground) => unknown[]; agent: May; lead: May; admin: May };

const everybody = { agent: 'may', lead: 'may', admin: 'may' } as const;
const leads = { agent: 'may not', lead: 'may', admin: 'may' } as const;
const admins = { agent: 'may not', lead: 'may not', admin: 'may' } as const;
const nobody = { agent: 'may not', lead: 'may not', admin: 'may not' } as const;

const call = (sql: string, who: Omit<Call, 'sql' | 'values'>, values?: Call['values']): Call => ({
  sql,
  ...who,
  ...(values === undefined ? {} : { values }),
});

const sentAlone = ({ free, channel }: Ground, authorId: string, id = newId()): string =>
  JSON.stringify({
    id,
    kind: 'telegram',
    customerId: free.customer,
    channelId: channel,
    direction: 'out',
    authorId,
    sentAt: 1,
    receivedAt: 1,
    rev: 1,
    payload: {},
  });

/** One or more calls for every function of the schema, by name. */
export const calls: Record<string, Call[]> = {
  now_ms: [call('SELECT throughline.now_ms()', everybody)],
  me: [call('SELECT throughline.me()', everybody)],
  sees: [call('SELECT throughline.sees(NULL, NULL)', everybody)],
  sees_all: [call('SELECT throughline.sees_all()', everybody)],
  sees_customer: [call('SELECT throughline.sees_customer($1)', everybody, (g) => [g.free.customer])],
  horizon: [call('SELECT throughline.horizon()', everybody)],
  key_hash: [call("SELECT throughline.key_hash('email', 'a@b')", nobody)],
  hello: [
    call("SELECT throughline.hello($1, 'desk', 'x', 1, 'x')", everybody, (g) => [g.ownNode]),
    call("SELECT throughline.hello($1, 'desk', 'x', 1, 'x')", nobody, (g) => [g.foreignNode]),
  ],
  pull: [call("SELECT * FROM throughline.pull('0', 0, NULL, NULL, false, 10)", everybody)],
  body_of: [call("SELECT throughline.body_of('customer', $1)", everybody, (g) => [g.free.customer])],
  person: [call('SELECT throughline.person($1)', everybody, (g) => [g.free.customer])],
  push: [
    call("SELECT throughline.push('{}')", everybody),
    // Another node's lease, whoever asks.
    call('SELECT throughline.push($1)', { agent: 'may not', lead: 'may not', admin: 'may not' }, (g) => [
      JSON.stringify({ node: g.foreignNode, channel: g.channel, fence: 1 }),
    ]),
  ],
  missing: [call("SELECT throughline.missing('record', '{}')", everybody)],
  sealed: [call("SELECT throughline.sealed('customer', $1, '1')", everybody, (g) => [g.free.customer])],
  seal_for: [call("SELECT throughline.seal_for('x', 'customer', 'x', '1')", nobody)],
  proves_loss: [call("SELECT throughline.proves_loss('{}')", nobody)],
  rolled_back: [call("SELECT throughline.rolled_back('[]')", everybody)],
  // The server did not go back: nobody can say that it did.
  renew_epoch: [call("SELECT throughline.renew_epoch($1, '[]')", nobody, (g) => [g.epoch])],
  claim: [
    call(
      'SELECT throughline.claim($1, v, \'{"assigneeId": null}\') FROM (SELECT version AS v FROM throughline.conversations WHERE id = $1) x',
      leads,
      (g) => [g.colleagues.id],
    ),
    call(
      'SELECT throughline.claim($1, v, \'{"status": "pending"}\') FROM (SELECT version AS v FROM throughline.conversations WHERE id = $1) x',
      leads,
      (g) => [g.colleagues.id],
    ),
    call(
      'SELECT throughline.claim($1, v, \'{"addTags": []}\') FROM (SELECT version AS v FROM throughline.conversations WHERE id = $1) x',
      everybody,
      (g) => [g.free.id],
    ),
    call(
      "SELECT throughline.claim($1, v, jsonb_build_object('assigneeId', $2::text)) FROM (SELECT version AS v FROM throughline.conversations WHERE id = $1) x",
      everybody,
      (g) => [g.free.id, g.colleague],
    ),
  ],
  take_next: [call("SELECT throughline.take_next('{}')", everybody)],
  reassign: [
    call(
      `SELECT throughline.reassign(jsonb_build_array(jsonb_build_object('id', id, 'version', version)), jsonb_build_object('agentId', $2::text), '{}')
       FROM throughline.conversations WHERE id = $1`,
      leads,
      (g) => [g.colleagues.id, g.colleague],
    ),
  ],
  handoff_answer: [call('SELECT throughline.handoff_answer($1, true)', leads, (g) => [g.handoff])],
  handoff_undo: [call('SELECT throughline.handoff_undo($1)', leads, (g) => [g.handoff])],
  // Each is decided alone: of what somebody may not undo nothing is undone.
  handoffs_undo: [call('SELECT throughline.handoffs_undo(ARRAY[$1::uuid])', everybody, (g) => [g.handoff])],
  sweep: [call('SELECT throughline.sweep()', everybody)],
  dispatch: [call('SELECT throughline.dispatch()', everybody)],
  why_waits: [call('SELECT throughline.why_waits($1)', everybody, (g) => [[g.free.customer]])],
  loads: [call('SELECT throughline.loads()', everybody)],
  link: [call("SELECT throughline.link($1, $2, $3, '{}')", everybody, (g) => [newId(), g.free.customer, g.colleagues.customer])],
  unlink: [
    call(
      'SELECT throughline.unlink((SELECT id FROM throughline.links WHERE undone_at IS NULL AND agent_id = $1 LIMIT 1))',
      leads,
      (g) => [g.colleague],
    ),
  ],
  lease_take: [
    call('SELECT throughline.lease_take($1, $2, 5000)', everybody, (g) => [g.channel, g.ownNode]),
    call('SELECT throughline.lease_take($1, $2, 5000)', nobody, (g) => [g.channel, g.foreignNode]),
  ],
  lease_renew: [call('SELECT throughline.lease_renew($1, $2, 1, 5000)', nobody, (g) => [g.channel, g.foreignNode])],
  lease_release: [call('SELECT throughline.lease_release($1, $2, 1)', nobody, (g) => [g.channel, g.foreignNode])],
  outbox_enqueue: [
    call('SELECT throughline.outbox_enqueue($1)', everybody, (g) => [
      JSON.stringify({ id: newId(), channelId: g.channel, customerId: g.free.customer, intent: {} }),
    ]),
    // Under the name of a message that is a colleague's.
    call('SELECT throughline.outbox_enqueue($1)', nobody, (g) => [
      JSON.stringify({ id: g.message, channelId: g.channel, customerId: g.free.customer, intent: {} }),
    ]),
  ],
  outbox_claim: [call("SELECT throughline.outbox_claim($1, $2, 1, 10, '{}')", nobody, (g) => [g.channel, g.foreignNode])],
  // Of a channel that another runs; what the holder is told stands in asked-of-holder.test.ts.
  channel_wants: [call('SELECT throughline.channel_wants($1, $2, 1, 10)', nobody, (g) => [g.channel, g.foreignNode])],
  want_settle: [
    call('SELECT throughline.want_settle($1, $2, 1, $3, 2, \'{"state": "done"}\')', nobody, (g) => [
      g.channel,
      g.ownNode,
      newId(),
    ]),
  ],
  orders_go_to: [
    call('SELECT throughline.orders_go_to($1, $2, 1, ARRAY[$3::uuid])', nobody, (g) => [g.channel, g.foreignNode, g.message]),
  ],
  outbox_settle: [call("SELECT throughline.outbox_settle($1, $2, 1, 'accepted')", nobody, (g) => [g.message, g.foreignNode])],
  outbox_cancel: [call('SELECT throughline.outbox_cancel($1)', leads, (g) => [g.message])],
  outbox_decide: [call("SELECT throughline.outbox_decide($1, 'cancelled')", everybody, (g) => [g.message])],
  sent_alone: [
    call('SELECT throughline.sent_alone($1)', everybody, (g) => [sentAlone(g, g.me)]),
    call('SELECT throughline.sent_alone($1)', nobody, (g) => [sentAlone(g, g.colleague)]),
    // One that went by way of the outbox.
    call('SELECT throughline.sent_alone($1)', nobody, (g) => [sentAlone(g, g.me, g.message)]),
  ],
  file_put: [call("SELECT throughline.file_put($1, 1, 'database')", everybody, (g) => [g.file])],
  file_chunk: [call("SELECT throughline.file_chunk($1, 0, 'x')", everybody, (g) => [g.file])],
  file_done: [call('SELECT throughline.file_done($1)', everybody, (g) => [g.file])],
  file_removals_take: [call('SELECT throughline.file_removals_take(1)', everybody)],
  file_removed: [call("SELECT throughline.file_removed('x')", everybody)],
  sends: [call('SELECT throughline.sends($1)', everybody, (g) => [g.message])],
  presence_set: [
    call("SELECT throughline.presence_set($1, 'ready')", everybody, (g) => [g.ownNode]),
    call("SELECT throughline.presence_set($1, 'ready')", nobody, (g) => [g.foreignNode]),
  ],
  watch: [call("SELECT throughline.watch($1, $2, 'typing')", nobody, (g) => [g.foreignNode, g.free.customer])],
  unwatch: [call('SELECT throughline.unwatch($1, $2)', nobody, (g) => [g.foreignNode, g.free.customer])],
  together: [call('SELECT throughline.together()', everybody)],
  whisper: [call("SELECT throughline.whisper($1, $2, $3, 'x')", leads, (g) => [newId(), g.free.customer, g.colleague])],
  whisper_seen: [call('SELECT throughline.whisper_seen($1)', everybody, () => [newId()])],
  saw: [call('SELECT throughline.saw($1)', everybody, (g) => [g.free.customer])],
  channel_put: [
    call('SELECT throughline.channel_put($1, 0)', everybody, () => [
      JSON.stringify({ id: newId(), kind: 'telegram', name: 'x', address: '', config: {}, secrets: '' }),
    ]),
    call('SELECT throughline.channel_put($1, 1)', leads, (g) => [JSON.stringify({ id: g.channel, name: 'y' })]),
  ],
  went_home: [call('SELECT throughline.went_home($1)', leads, (g) => [g.colleague])],
  audit_read: [call('SELECT * FROM throughline.audit_read()', leads)],
  export_customer: [call('SELECT throughline.export_customer($1)', leads, (g) => [g.free.customer])],
  department_put: [call('SELECT throughline.department_put($1, 0)', leads, () => [JSON.stringify({ key: newId(), name: 'x' })])],
  department_remove: [
    call('SELECT throughline.department_remove($1, NULL, 1)', leads, () => [newId()]),
    // Nothing goes to a department that there is not.
    call('SELECT throughline.department_remove($1, $2, 1)', nobody, () => [newId(), newId()]),
  ],
  duty_put: [call('SELECT throughline.duty_put($1, 0)', leads, (g) => [JSON.stringify({ departmentId: g.department })])],
  agent_put: [
    call("SELECT throughline.agent_put(jsonb_build_object('id', $1::text, 'capacity', '{}'::jsonb), 1)", leads, (g) => [
      g.colleague,
    ]),
    call("SELECT throughline.agent_put(jsonb_build_object('id', $1::text, 'visibility', 'all'), 1)", admins, (g) => [
      g.colleague,
    ]),
  ],
  erase: [call('SELECT throughline.erase($1)', admins, (g) => [g.colleagues.customer])],
  policy_put: [call("SELECT throughline.policy_put('sla', '{}', 0)", leads)],
  settings_set: [call("SELECT throughline.settings_set('x', '1', 0)", admins)],
  channel_remove: [call("SELECT throughline.channel_remove('x')", admins)],
  caller: [call('SELECT throughline.caller()', nobody)],
  leads: [call('SELECT throughline.leads(NULL)', nobody)],
  calling_lead: [call('SELECT throughline.calling_lead()', nobody)],
  calling_admin: [call('SELECT throughline.calling_admin()', nobody)],
  note_audit: [call("SELECT throughline.note_audit('x', NULL, NULL, NULL)", nobody)],
  check_duty: [call('SELECT throughline.check_duty(NULL, NULL)', nobody)],
  audit_is_final: [call('SELECT throughline.audit_is_final()', nobody)],
  put_change: [call("SELECT throughline.put_change('x', 'y')", nobody)],
  changed: [call('SELECT throughline.changed()', nobody)],
  changed_membership: [call('SELECT throughline.changed_membership()', nobody)],
  changed_setting: [call('SELECT throughline.changed_setting()', nobody)],
  changed_lease: [call('SELECT throughline.changed_lease()', nobody)],
  setting: [call("SELECT throughline.setting('x', '1')", nobody)],
  holder_of: [call('SELECT throughline.holder_of(NULL)', nobody)],
  refused: [call("SELECT throughline.refused('x', NULL)", nobody)],
  locked_conversation: [call('SELECT throughline.locked_conversation(NULL, $1)', nobody, (g) => [g.free.id])],
  check_claim: [call("SELECT throughline.check_claim(NULL, NULL, '{}')", nobody)],
  apply_claim: [call("SELECT throughline.apply_claim(NULL, NULL, '{}')", nobody)],
  put_back: [call('SELECT throughline.put_back(NULL, NULL)', nobody)],
  check_fence: [call('SELECT throughline.check_fence($1, $2, 1)', nobody, (g) => [g.channel, g.ownNode])],
  department_for: [call("SELECT throughline.department_for('x', 'y')", nobody)],
  open_one: [call("SELECT throughline.open_one('{}', NULL)", nobody)],
  spoken: [call("SELECT throughline.spoken($1, 'in', 1)", nobody, (g) => [g.free.customer])],
  go_back: [call('SELECT throughline.go_back($1)', nobody, (g) => [g.epoch])],
  foreign_changes: [call('SELECT throughline.foreign_changes()', nobody)],
  own_node: [call('SELECT throughline.own_node($1)', nobody, (g) => [g.ownNode])],
  lease_answer: [call('SELECT throughline.lease_answer(true, NULL)', nobody)],
  best_agent: [call('SELECT throughline.best_agent(NULL, NULL)', nobody)],
  skilled: [call('SELECT throughline.skilled(NULL, NULL)', nobody)],
  nobody_for: [call('SELECT throughline.nobody_for(NULL)', nobody)],
  spans_of: [call("SELECT throughline.spans_of('{}', '2026-01-01')", nobody)],
  work_after: [call("SELECT throughline.work_after('{}', 0, 1)", nobody)],
  worked_at: [call("SELECT throughline.worked_at('{}', 0)", nobody)],
  hours_for: [call('SELECT throughline.hours_for(NULL)', nobody)],
  fit_hours: [call("SELECT throughline.fit_hours('{}')", nobody)],
  hours_fit: [call('SELECT throughline.hours_fit()', nobody)],
  opened_again: [call('SELECT throughline.opened_again()', nobody)],
  open_of: [call('SELECT throughline.open_of($1)', nobody, (g) => [g.free.customer])],
  setting_fits: [call('SELECT throughline.setting_fits()', nobody)],
  taken_up: [call('SELECT throughline.taken_up(NULL)', nobody)],
  topic_of: [call("SELECT throughline.topic_of('{}', '{}')", nobody)],
  outbox_carries: [call('SELECT throughline.outbox_carries()', nobody)],
  object_left: [call('SELECT throughline.object_left()', nobody)],
  duty_of: [call('SELECT throughline.duty_of(NULL, NULL)', nobody)],
  unanswered_since: [call('SELECT throughline.unanswered_since($1)', nobody, (g) => [g.free.customer])],
  history_told: [call('SELECT throughline.history_told()', nobody)],
  whose_words: [call('SELECT throughline.whose_words()', nobody)],
  copy_known: [call('SELECT throughline.copy_known()', nobody)],
  tell_epoch: [call('SELECT throughline.tell_epoch()', nobody)],
  call_changes: [call('SELECT throughline.call_changes()', nobody)],
  call_counted: [call('SELECT throughline.call_counted($1, NULL)', nobody, (g) => [g.free.customer])],
  call_told: [call('SELECT throughline.call_told()', nobody)],
  history_opened: [call('SELECT throughline.history_opened()', nobody)],
  is_relay: [call('SELECT throughline.is_relay($1)', everybody, (g) => [g.colleague])],
  node_told: [call('SELECT throughline.node_told()', nobody)],
  given_to_people: [call('SELECT throughline.given_to_people()', nobody)],
  absent_since: [call('SELECT throughline.absent_since($1)', nobody, (g) => [g.colleague])],
  left_by_absent: [call('SELECT throughline.left_by_absent(1, 0)', nobody)],
  folded: [call("SELECT throughline.folded('Ё')", nobody)],
  as_id: [call("SELECT throughline.as_id('x')", nobody)],
  heard_after: [
    call('SELECT throughline.heard_after($1, $2, NULL::throughline.agents)', nobody, (g) => [g.free.customer, newId()]),
  ],
  may_wish: [call('SELECT throughline.may_wish($1, $2)', nobody, (g) => [newId(), g.free.customer])],
};
