import { expect, test } from 'vitest';
import { openConversation, setAssignee, setStatus } from '../../../electron/store/repos/conversation.repo.ts';
import { inboxPage } from '../../../electron/store/repos/inbox.repo.ts';
import { me } from '../../../electron/store/repos/settings.repo.ts';
import type { Store } from '../../../electron/store/store.ts';
import { type FloorCount, floorCounts } from '../../../electron/store/team/floor.ts';
import { renewSomeClocks } from '../../../electron/store/team/renew-clocks.ts';
import { putThing } from '../../../electron/store/team/things.ts';
import { seeded } from '../../support/random.ts';
import { arrive, memoryStore, telegram } from '../../support/store.ts';

const minute = 60_000;
const departments = ['', 'sales', 'support'];

function team(): Store {
  const store = memoryStore();
  store.write((tx) => {
    tx.run("INSERT INTO agents (id, name, is_me) VALUES ('boris', 'Boris', 0)");
    for (const id of departments.slice(1))
      putThing(tx, 'department', id, { id, key: id, name: id.toUpperCase(), hours: null, removed_at: null });
  });
  return store;
}

const promise = (store: Store, value: object): void => {
  store.write((tx) => putThing(tx, 'setting', 'sla', { name: 'sla', value, version: 1 }));
  while (store.write((tx) => renewSomeClocks(tx)));
};

const change = (
  store: Store,
  user: number,
  work: (tx: Parameters<Parameters<Store['write']>[0]>[0], key: number) => void,
): void =>
  store.write((tx) => {
    const key = tx.value<number>('SELECT customer_key FROM contact_points WHERE value = ?', String(user));
    if (key !== undefined) work(tx, key);
  });

/** What the rows of the list say, one by one. */
function counted(store: Store, now: number): FloorCount[] {
  type Row = {
    id: string | null;
    department_id: string;
    waiting_since: number | null;
    due_at: number | null;
    risk_at: number | null;
  };
  const rows = store.read.all<Row>('SELECT a.id, i.* FROM inbox i LEFT JOIN agents a ON a.key = i.assignee_key WHERE i.open = 1');
  const sums = new Map<string, FloorCount>();
  for (const { id, department_id, waiting_since, due_at, risk_at } of rows) {
    const name = `${id ?? ''} ${department_id}`;
    const sum = sums.get(name) ?? { assigneeId: id, departmentId: department_id, open: 0, waiting: 0, atRisk: 0, late: 0 };
    sum.open += 1;
    if (waiting_since !== null) {
      sum.waiting += 1;
      sum.longestWaitingSince = Math.min(sum.longestWaitingSince ?? waiting_since, waiting_since);
    }
    if (due_at !== null && due_at <= now) sum.late += 1;
    else if (risk_at !== null && risk_at <= now) sum.atRisk += 1;
    sums.set(name, sum);
  }
  return inOrder([...sums.values()]);
}

const inOrder = (counts: FloorCount[]): FloorCount[] =>
  counts.sort((a, b) => `${a.assigneeId} ${a.departmentId}`.localeCompare(`${b.assigneeId} ${b.departmentId}`));

test('the floor is what the rows of the list add up to, whatever happens to them', () => {
  const store = team();
  promise(store, { firstAnswerMinutes: 30, nextAnswerMinutes: 60, resolutionMinutes: 240 });
  const random = seeded(11);
  const began = 1_760_000_000_000;
  const seen = { atRisk: 0, late: 0, waiting: 0 };
  for (let step = 0; step < 300; step += 1) {
    const user = 1 + Math.floor(random() * 15);
    const at = began + step * 5 * minute;
    const kind = random();
    if (kind < 0.5)
      arrive(store, 'bot', [telegram(user, { remoteId: `s${step}`, sentAt: at, direction: kind < 0.35 ? 'in' : 'out' })]);
    else
      change(store, user, (tx, key) => {
        const conversation = openConversation(tx, key);
        if (!conversation) return;
        if (kind < 0.6) setStatus(tx, conversation, random() < 0.5 ? 'pending' : 'resolved', at);
        else if (kind < 0.65) setStatus(tx, conversation, 'snoozed', at);
        else if (kind < 0.85)
          setAssignee(
            tx,
            conversation,
            [null, me(tx).key, tx.value<number>("SELECT key FROM agents WHERE id = 'boris'") ?? 0][Math.floor(random() * 3)] ??
              null,
          );
        else {
          const department = departments[Math.floor(random() * 3)] ?? '';
          tx.run(
            'UPDATE conversations SET department_id = ? WHERE key = ?',
            department === '' ? null : department,
            conversation.key,
          );
          tx.touchCustomer(key);
        }
      });
    const now = at + Math.floor(random() * 40) * minute;
    const counts = inOrder(floorCounts(store.read, now));
    expect(counts).toEqual(counted(store, now));
    for (const count of counts) {
      seen.atRisk += count.atRisk;
      seen.late += count.late;
      seen.waiting += count.waiting;
    }
  }
  expect(Object.values(seen).every((sum) => sum > 20)).toBe(true);
});

test('one agent’s, one department’s and nobody’s department’s conversations can be listed, in both orders', () => {
  const store = team();
  for (let user = 1; user <= 9; user += 1) arrive(store, 'bot', [telegram(user, { sentAt: 1_760_000_000_000 + user * minute })]);
  const boris = store.read.value<number>("SELECT key FROM agents WHERE id = 'boris'") ?? 0;
  for (const user of [1, 2, 3])
    change(store, user, (tx, key) => void setAssignee(tx, openConversation(tx, key) ?? fail(), boris));
  for (const user of [3, 4, 5])
    change(store, user, (tx, key) => {
      tx.run("UPDATE conversations SET department_id = 'sales' WHERE customer_key = ?", key);
      tx.touchCustomer(key);
    });
  const count = (filter: object) =>
    (['latest', 'waiting'] as const).map((sort) => {
      const rows: string[] = [];
      let after: string | undefined;
      do {
        const page = inboxPage(store.read, { view: 'all', sort, limit: 2, ...filter, ...(after === undefined ? {} : { after }) });
        rows.push(...page.rows.map(({ customerId }) => customerId));
        after = page.next;
      } while (after !== undefined);
      return new Set(rows).size;
    });
  expect(count({ assigneeId: 'boris' })).toEqual([3, 3]);
  expect(count({ departmentId: 'sales' })).toEqual([3, 3]);
  expect(count({ departmentId: 'sales', view: 'unassigned' })).toEqual([2, 2]);
  expect(count({ assigneeId: 'boris', departmentId: 'sales' })).toEqual([1, 1]);
  expect(count({ departmentId: null })).toEqual([6, 6]);
  expect(count({ assigneeId: 'nobody' })).toEqual([0, 0]);
  const [row] = inboxPage(store.read, { view: 'all', assigneeId: 'boris', departmentId: 'sales', limit: 5 }).rows;
  expect(row).toMatchObject({ department: { id: 'sales', name: 'SALES' }, assignee: { id: 'boris' } });
});

test('other rules are other clocks, for all that are open', () => {
  const store = team();
  const users = Array.from({ length: 450 }, (_, n) => n + 1);
  arrive(
    store,
    'bot',
    users.map((user) => telegram(user, { sentAt: 1_760_000_000_000 })),
  );
  const clocks = () => store.read.values<number | null>('SELECT DISTINCT due_at FROM inbox');
  expect(clocks()).toEqual([null]);
  promise(store, { firstAnswerMinutes: 30 });
  expect(clocks()).toEqual([1_760_000_000_000 + 30 * minute]);
  expect(store.write((tx) => renewSomeClocks(tx))).toBe(false);
  promise(store, { firstAnswerMinutes: 0 });
  expect(clocks()).toEqual([null]);
});

test('no statement of the floor goes through a table or sorts', () => {
  const store = team();
  const asked: string[] = [];
  const watching = new Proxy(store.read, {
    get(db, name) {
      const member = Reflect.get(db, name, db) as unknown;
      if (typeof member !== 'function') return member;
      return (sql: string, ...rest: unknown[]) => {
        asked.push(sql);
        return member.call(db, sql, ...rest) as unknown;
      };
    },
  });
  for (let user = 1; user <= 3; user += 1) arrive(store, 'bot', [telegram(user, {})]);
  change(store, 1, (tx, key) => {
    tx.run("UPDATE conversations SET department_id = 'sales' WHERE customer_key = ?", key);
    tx.touchCustomer(key);
  });
  floorCounts(watching, 0);
  expect(asked).toHaveLength(4);
  for (const sql of asked) {
    const params = Array.from({ length: sql.split('?').length - 1 }, () => 1);
    const plan = store.read.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...params).map(({ detail }) => detail);
    expect(
      plan.filter((step) => /SCAN (?!n\b)|TEMP B-TREE FOR ORDER/.test(step)).filter((step) => !/inbox_risk/.test(step)),
    ).toEqual([]);
  }
});

const fail = (): never => {
  throw new Error('no open conversation');
};
