import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../electron/store/ids.ts';
import { codeOf, startTeam, type Team, type TestAgent, value } from '../support/team.ts';

/** What is given to whom by the rules of a team, asked of the real server. */
let team: Team;
let agents: Record<'anna' | 'boris' | 'vera', TestAgent>;
let clients: Record<'anna' | 'boris' | 'vera', pg.Client>;
type Name = keyof typeof agents;
const names: Name[] = ['anna', 'boris', 'vera'];

beforeAll(async () => {
  team = await startTeam();
  await team.owner(
    "INSERT INTO throughline.departments (id, key, name) VALUES ($1, 'sales', 'Sales'), ($2, 'support', 'Support')",
    [newId(), newId()],
  );
  await team.owner(
    "INSERT INTO throughline.channels (id, kind, name, address, config, secrets, created_at) VALUES ('vk', 'telegram', 'VK', '', '{}', '', 0), ('mail', 'email', 'Mail', '', '{}', '', 0)",
  );
  const [anna, boris, vera] = [await team.add('anna'), await team.add('boris'), await team.add('vera')];
  agents = { anna, boris, vera };
  clients = { anna: await anna.connect(), boris: await boris.connect(), vera: await vera.connect() };
});
afterAll(() => team.stop());

beforeEach(async () => {
  await team.owner(
    "UPDATE throughline.conversations SET status = 'resolved', assignee_id = NULL, last_agent_id = NULL, assigned_at = NULL",
  );
  await team.owner("UPDATE throughline.agents SET capacity = '{}', skills = '{}', languages = '{}'");
  await team.owner('DELETE FROM throughline.memberships');
  await team.owner('DELETE FROM throughline.duties');
  await team.owner('DELETE FROM throughline.settings');
  for (const name of names) await stands(name, 'ready');
});

const stands = (name: Name, state: string) =>
  clients[name].query('SELECT throughline.presence_set($1, $2)', [agents[name].node, state]);
const rule = (assignment: object) =>
  team.owner(
    "INSERT INTO throughline.settings (name, value) VALUES ('assignment', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    [JSON.stringify(assignment)],
  );
const department = async (key: string): Promise<string> =>
  (await team.owner<{ id: string }>('SELECT id FROM throughline.departments WHERE key = $1', [key]))[0]?.id ?? '';
const belongs = async (name: Name, key: string) =>
  team.owner('INSERT INTO throughline.memberships (agent_id, department_id) VALUES ($1, $2)', [
    agents[name].id,
    await department(key),
  ]);
const nameOf = (id: string | null): Name | null => names.find((name) => agents[name].id === id) ?? null;
/** Who is given these, in their order. */
async function dispatched(ids: readonly string[]): Promise<Array<Name | null>> {
  const given = await value<Array<{ id: string; to: string }>>(clients.anna, 'SELECT throughline.dispatch()');
  return ids.map((id) => nameOf(given.find((one) => one.id === id)?.to ?? null));
}
const waiting = async (count: number, fields: { department?: string; channel?: string } = {}): Promise<string[]> => {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) ids.push((await team.conversation({ at: Date.now() + n, ...fields })).id);
  return ids;
};
const set = (id: string, fields: Record<string, unknown>) =>
  team.owner(
    `UPDATE throughline.conversations SET ${Object.keys(fields)
      .map((field, n) => `${field} = $${n + 2}`)
      .join(', ')} WHERE id = $1`,
    [id, ...Object.values(fields)],
  );

describe('what waits is given out', () => {
  test('not at all where agents take themselves', async () => {
    expect(await dispatched(await waiting(2))).toEqual([null, null]);
  });

  test('in turn, the one first who was given something longest ago', async () => {
    await rule({ by: 'round-robin' });
    const got = await dispatched(await waiting(6));
    expect(new Set(got.slice(0, 3)).size).toBe(3);
    expect(got.slice(3)).toEqual(got.slice(0, 3));
  });

  test('by load: who has least', async () => {
    await rule({ by: 'balanced' });
    for (const name of ['anna', 'anna', 'boris'] as const) await team.conversation({ assignee: agents[name].id });
    const got = await dispatched(await waiting(6));
    expect(names.map((name) => got.filter((one) => one === name).length)).toEqual([1, 2, 3]);
  });

  test('to nobody who is away, on a break, talking or off, and to nobody who has enough, in all or by that channel', async () => {
    await rule({ by: 'balanced', capacity: 3 });
    for (const state of ['away', 'break', 'call', 'busy', 'offline']) {
      await stands('anna', state);
      await stands('boris', state);
      await stands('vera', state);
      expect(await dispatched(await waiting(1))).toEqual([null]);
    }
    await team.owner("UPDATE throughline.conversations SET status = 'resolved'");
    for (const name of names) await stands(name, 'ready');
    await team.owner('UPDATE throughline.agents SET capacity = \'{"total": 2}\' WHERE id = $1', [agents.anna.id]);
    await team.owner('UPDATE throughline.agents SET capacity = \'{"telegram": 1}\' WHERE id = $1', [agents.boris.id]);
    const got = await dispatched(await waiting(8, { channel: 'vk' }));
    expect(names.map((name) => got.filter((one) => one === name).length)).toEqual([2, 1, 3]);
    await team.owner("UPDATE throughline.presence SET seen_at = now() - interval '1 minute'");
    expect(await dispatched(await waiting(1))).toEqual([null]);
  });

  test('within its department, in the language, and to who knows about it', async () => {
    await rule({ by: 'balanced' });
    await belongs('boris', 'sales');
    expect(await dispatched(await waiting(2, { department: 'sales' }))).toEqual(['boris', 'boris']);
    await team.owner("UPDATE throughline.agents SET languages = '{ru}' WHERE id <> $1", [agents.vera.id]);
    const [english = ''] = await waiting(1);
    await set(english, { language: 'en' });
    expect(await dispatched([english])).toEqual(['vera']);
    await team.owner("UPDATE throughline.agents SET skills = '{refund}' WHERE id = $1", [agents.boris.id]);
    const [refund = ''] = await waiting(1);
    await set(refund, { topic: 'refund' });
    expect(await dispatched([refund])).toEqual(['boris']);
  });

  test('what asks for a skill waits for whom has it, as long as anybody does who could have it, however the word is written', async () => {
    await rule({ by: 'balanced' });
    await team.owner("UPDATE throughline.agents SET skills = '{Возврат}' WHERE id = $1", [agents.boris.id]);
    await stands('boris', 'break');
    const [refund = '', other = ''] = await waiting(2);
    await set(refund, { topic: 'возврат' });
    await set(other, { topic: 'доставка' });
    const [first, second] = await dispatched([refund, other]);
    expect([first, second === null]).toEqual([null, false]);
    // Who waits for somebody holds up nobody behind them.
    const [plain = ''] = await waiting(1);
    expect(await dispatched([plain])).not.toEqual([null]);
    await stands('boris', 'ready');
    expect(await dispatched([refund])).toEqual(['boris']);
    // Where nobody of the department has it, whoever belongs to it does.
    await belongs('vera', 'sales');
    const [sales = ''] = await waiting(1, { department: 'sales' });
    await set(sales, { topic: 'возврат' });
    expect(await dispatched([sales])).toEqual(['vera']);
  });

  test('what is given to nobody says what would have to change first', async () => {
    const [id = ''] = await waiting(1, { department: 'sales' });
    const [{ customer = '' } = {}] = await team.owner<{ customer: string }>(
      'SELECT customer_id AS customer FROM throughline.conversations WHERE id = $1',
      [id],
    );
    const why = async () => {
      const [reason] = await value<Array<{ why: string }>>(clients.anna, 'SELECT throughline.why_waits($1)', [[customer]]);
      return reason?.why;
    };
    expect(await why()).toBeUndefined();
    await rule({ by: 'balanced' });
    expect(await why()).toBe('department');
    for (const name of names) await stands(name, 'away');
    expect(await why()).toBe('ready');
    for (const name of names) await stands(name, 'ready');
    await belongs('anna', 'sales');
    await belongs('boris', 'sales');
    await set(id, { language: 'ru', topic: 'возврат' });
    await team.owner("UPDATE throughline.agents SET languages = '{en}'");
    expect(await why()).toBe('language');
    await team.owner("UPDATE throughline.agents SET languages = '{en,ru}', skills = '{возврат}' WHERE id = $1", [
      agents.boris.id,
    ]);
    await team.owner("UPDATE throughline.agents SET languages = '{ru}' WHERE id = $1", [agents.anna.id]);
    expect(await why()).toBeUndefined();
    await stands('boris', 'break');
    expect(await why()).toBe('topic');
    await stands('boris', 'ready');
    await team.owner('UPDATE throughline.agents SET capacity = \'{"total": 0}\' WHERE id = $1', [agents.boris.id]);
    expect(await value(clients.anna, 'SELECT throughline.why_waits($1)', [[customer]])).toEqual([
      { customerId: customer, why: 'full', language: 'ru', topic: 'возврат', department: 'Sales' },
    ]);
    // Of whom an agent may not see nothing is told, and of how much everybody has the numbers alone.
    await team.owner("UPDATE throughline.agents SET visibility = 'own' WHERE id = $1", [agents.vera.id]);
    expect(await value(clients.vera, 'SELECT throughline.why_waits($1)', [[customer]])).toEqual([]);
    await team.conversation({ assignee: agents.boris.id });
    expect(await value(clients.vera, 'SELECT throughline.loads()')).toEqual({ [agents.boris.id]: 1 });
  });

  test('to the last one they talked with, for ever or for some days', async () => {
    const old = { last_agent_id: agents.anna.id, changed_at: Date.now() - 5 * 86_400_000 };
    await team.conversation({ assignee: agents.anna.id });
    const again = async () => {
      const [id = ''] = await waiting(1);
      await set(id, old);
      return (await dispatched([id]))[0];
    };
    await rule({ by: 'balanced' });
    expect(await again()).not.toBe('anna');
    await rule({ by: 'balanced', stickyDays: 3 });
    expect(await again()).not.toBe('anna');
    await rule({ by: 'balanced', stickyDays: 7 });
    expect(await again()).toBe('anna');
    await rule({ by: 'balanced', lastAgentFirst: true });
    expect(await again()).toBe('anna');
    await stands('anna', 'break');
    expect(await again()).not.toBe('anna');
  });

  test('some days are counted from when they talked, not from when the person wrote again', async () => {
    await rule({ by: 'balanced', stickyDays: 7 });
    await team.conversation({ assignee: agents.anna.id });
    const again = async (daysAgo: number) => {
      const before = await team.conversation({ assignee: agents.anna.id });
      await team.owner(
        "UPDATE throughline.conversations SET status = 'resolved', assignee_id = NULL, last_agent_id = $2, changed_at = $3, closed_at = $3 WHERE id = $1",
        [before.id, agents.anna.id, Date.now() - daysAgo * 86_400_000],
      );
      const id = newId();
      await clients.anna.query('SELECT throughline.push($1)', [JSON.stringify({ opens: [{ id, customerId: before.customer }] })]);
      await set(id, { waiting_since: Date.now() });
      return (await dispatched([id]))[0];
    };
    expect(await again(40)).not.toBe('anna');
    expect(await again(3)).toBe('anna');
  });

  test('not to who has just let it lie, unless there is nobody else', async () => {
    await rule({ by: 'balanced', lastAgentFirst: true });
    await team.owner("INSERT INTO throughline.settings (name, value) VALUES ('responseLease', '{\"minutes\": 5}')");
    const lies = async () => {
      const { id } = await team.conversation({ assignee: agents.anna.id });
      await set(id, { response_due: Date.now() - 1 });
      await clients.anna.query('SELECT throughline.sweep()');
      return (await dispatched([id]))[0];
    };
    expect(await lies()).not.toBe('anna');
    await stands('boris', 'away');
    await stands('vera', 'away');
    expect(await lies()).toBe('anna');
  });

  test('also where what has waited longer is for nobody who is here', async () => {
    await rule({ by: 'balanced' });
    await belongs('anna', 'support');
    await waiting(60, { department: 'sales' });
    const last = await waiting(1, { department: 'support' });
    expect(await dispatched(last)).toEqual(['anna']);
  });

  test('to the owner, then to the deputy, while they are on duty', async () => {
    await rule({ by: 'balanced' });
    const never = { zone: 'UTC', week: [[], [], [], [], [], [], []], days: {} };
    for (const name of names) await belongs(name, 'sales');
    const line = (channel: string, hours: object | null) =>
      department('sales').then((id) =>
        team.owner(
          'INSERT INTO throughline.duties (id, channel_id, department_id, owner_id, deputy_id, hours) VALUES ($1, $2, $3, $4, $5, $6)',
          [newId(), channel, id, agents.vera.id, agents.boris.id, hours === null ? null : JSON.stringify(hours)],
        ),
      );
    await line('vk', null);
    await line('mail', never);
    await team.conversation({ assignee: agents.vera.id });
    await team.conversation({ assignee: agents.boris.id });
    expect(await dispatched(await waiting(2, { department: 'sales', channel: 'vk' }))).toEqual(['vera', 'vera']);
    await stands('vera', 'break');
    expect(await dispatched(await waiting(1, { department: 'sales', channel: 'vk' }))).toEqual(['boris']);
    await stands('vera', 'ready');
    expect(await dispatched(await waiting(1, { department: 'sales', channel: 'mail' }))).toEqual(['anna']);
  });
});

describe('whose a conversation is', () => {
  const opened = async (channel: string, topic?: string): Promise<string | null> => {
    const customer = newId();
    const batch = {
      node: agents.anna.node,
      customers: [{ id: customer, name: 'X', nameRank: 1, createdAt: 1, rev: 1 }],
      opens: [
        { id: newId(), customerId: customer, channelId: channel, at: Date.now(), ...(topic === undefined ? {} : { topic }) },
      ],
    };
    const { conversations } = await value<{ conversations: Record<string, { department_id: string | null }> }>(
      clients.anna,
      'SELECT throughline.push($1)',
      [JSON.stringify(batch)],
    );
    const id = conversations[customer]?.department_id ?? null;
    const [row] = await team.owner<{ key: string }>('SELECT key FROM throughline.departments WHERE id = $1', [id]);
    return row?.key ?? null;
  };
  const line = async (key: string, fields: { channel?: string; topic?: string; hours?: object }) =>
    team.owner('INSERT INTO throughline.duties (id, channel_id, topic, department_id, hours) VALUES ($1, $2, $3, $4, $5)', [
      newId(),
      fields.channel ?? null,
      fields.topic ?? null,
      await department(key),
      fields.hours === undefined ? null : JSON.stringify(fields.hours),
    ]);

  test('follows the matrix, the narrower line before the wider, and the channel where there is none', async () => {
    expect(await opened('vk')).toBeNull();
    await team.owner("UPDATE throughline.channels SET department_id = $1 WHERE id = 'vk'", [await department('support')]);
    expect(await opened('vk')).toBe('support');
    await line('sales', {});
    expect([await opened('vk'), await opened('mail')]).toEqual(['sales', 'sales']);
    await line('support', { channel: 'vk' });
    expect([await opened('vk'), await opened('mail')]).toEqual(['support', 'sales']);
    await line('sales', { channel: 'vk', topic: 'order' });
    expect([await opened('vk'), await opened('vk', 'order'), await opened('vk', 'refund')]).toEqual([
      'support',
      'sales',
      'support',
    ]);
    await team.owner("UPDATE throughline.channels SET department_id = NULL WHERE id = 'vk'");
  });

  test('whoever is on duty comes before whoever is not', async () => {
    const week = (spans: object[]) => ({ zone: 'UTC', week: Array.from({ length: 7 }, () => spans), days: {} });
    await line('sales', { channel: 'vk', hours: week([]) });
    expect(await opened('vk')).toBe('sales');
    await line('support', { hours: week([{ from: 0, to: 1440 }]) });
    expect(await opened('vk')).toBe('support');
  });

  test('what it turns out to be about moves it, until somebody has it', async () => {
    await line('sales', {});
    await line('support', { topic: 'refund' });
    const about = async (assignee: string | undefined) => {
      const { id } = await team.conversation({ department: 'sales', ...(assignee === undefined ? {} : { assignee }) });
      await value(clients.anna, 'SELECT throughline.claim($1, 1, $2)', [id, '{"topic": "refund"}']);
      const [row] = await team.owner<{ key: string }>(
        'SELECT d.key FROM throughline.conversations c JOIN throughline.departments d ON d.id = c.department_id WHERE c.id = $1',
        [id],
      );
      return row?.key;
    };
    await belongs('anna', 'sales');
    expect([await about(undefined), await about(agents.anna.id)]).toEqual(['support', 'sales']);
  });
});

test('a tag of the name of a topic says what it is about, and taking it away that it is not', async () => {
  const [support, tag, other] = [await department('support'), newId(), newId()];
  const duty = newId();
  await team.owner("INSERT INTO throughline.duties (id, topic, department_id) VALUES ($1, 'Возврат', $2)", [duty, support]);
  for (const [id, name] of [
    [tag, 'возврат'],
    [other, 'VIP'],
  ])
    await team.owner(
      "INSERT INTO throughline.records (id, kind, direction, sent_at, received_at, rev, payload) VALUES ($1, 'tag', 'none', 0, 0, 1, $2)",
      [id, JSON.stringify({ name })],
    );
  const { id } = await team.conversation();
  const about = async (version: number, change: object) => {
    const { conversation } = await value<{ conversation: { topic: string | null; department_id: string | null } }>(
      clients.anna,
      'SELECT throughline.claim($1, $2, $3)',
      [id, version, JSON.stringify(change)],
    );
    return [conversation.topic, conversation.department_id];
  };
  await belongs('anna', 'support');
  expect(await about(1, { addTags: [other] })).toEqual([null, null]);
  expect(await about(2, { addTags: [tag] })).toEqual(['Возврат', support]);
  expect(await about(3, { status: 'pending' })).toEqual(['Возврат', support]);
  expect(await about(4, { removeTags: [other] })).toEqual(['Возврат', support]);
  expect(await about(5, { removeTags: [tag] })).toEqual([null, support]);
  expect(await about(6, { topic: 'order' })).toEqual(['order', support]);
  expect(await about(7, { addTags: [other] })).toEqual(['order', support]);
});

test('the queue is taken in the order of waiting, each from their own departments', async () => {
  const [first, second, third] = [
    await team.conversation({ at: 3 }),
    await team.conversation({ at: 1, department: 'sales' }),
    await team.conversation({ at: 2, department: 'support' }),
  ];
  const nobodyWaits = await team.conversation({ at: 0 });
  await set(nobodyWaits.id, { waiting_since: null });
  await belongs('boris', 'sales');
  await belongs('vera', 'support');
  const next = async (name: Name) => (await value<{ id: string } | null>(clients[name], 'SELECT throughline.take_next()'))?.id;
  expect(await next('boris')).toBe(second.id);
  expect(await next('vera')).toBe(third.id);
  expect(await next('boris')).toBe(first.id);
  expect(await next('anna')).toBeUndefined();
});

test.each([
  ['responseLease', { minutes: 'soon' }],
  ['handoff', []],
  ['sla', { firstAnswerMinutes: -1 }],
  ['takeOver', 7],
  ['assignment', { by: 'luck' }],
  ['assignment', { by: 'balanced', capacity: 'many' }],
  ['assignment', { by: 'balanced', stickyDays: null }],
])('a rule that cannot be reckoned with is refused where it is set: %s %j', async (name, rule) => {
  const set = team.owner('INSERT INTO throughline.settings (name, value) VALUES ($1, $2)', [name, JSON.stringify(rule)]);
  expect(await codeOf(set)).toBe('22023');
  const [id = ''] = await waiting(1);
  expect(await codeOf(clients.anna.query("SELECT throughline.claim($1, 1, '{}')", [id]))).toBe('ok');
});

test('nor can an agent take more than can be counted', async () => {
  const set = team.owner('UPDATE throughline.agents SET capacity = \'{"total": "many"}\' WHERE id = $1', [agents.anna.id]);
  expect(await codeOf(set)).toBe('23514');
});
