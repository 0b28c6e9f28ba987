import { createHash } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { newId } from '../../electron/store/ids.ts';
import { codeOf, connectTo, startTeam, type Team, type TestAgent, value } from '../support/team.ts';

let team: Team;
let anna: TestAgent;
let boris: TestAgent;
let relay: TestAgent;
let db: pg.Client;
let other: pg.Client;
let third: pg.Client;

type Lease = { ok: boolean; fence: number; wanted: boolean; remainingMs: number; holder: { nodeId: string } | null };
type Change = { kind: string; id: string; xid: string; seq: string; body: Record<string, unknown> | null };

beforeAll(async () => {
  team = await startTeam();
  [anna, boris, relay] = [await team.add('anna'), await team.add('boris'), await team.add('relay')];
  [db, other, third] = await Promise.all([anna.connect(), boris.connect(), relay.connect()]);
  await third.query("SELECT throughline.hello($1, 'relay', 'relay', 1, 'test')", [relay.node]);
});
afterAll(() => team.stop());

/** Asks the server again until it says so: what is waited for happens there. */
async function until(look: () => Promise<boolean>): Promise<void> {
  while (!(await look()));
}

async function channel(): Promise<string> {
  const id = `bot-${newId()}`;
  const put = { id, kind: 'telegram', name: 'Bot', address: '@bot', config: {}, secrets: 'sealed' };
  expect(await value(db, 'SELECT throughline.channel_put($1, 0)', [JSON.stringify(put)])).toMatchObject({ ok: true });
  return id;
}
const take = (client: pg.Client, id: string, node: string, ttl = 60_000) =>
  value<Lease>(client, 'SELECT throughline.lease_take($1, $2, $3)', [id, node, ttl]);
const renew = (client: pg.Client, id: string, node: string, fence: number) =>
  value<Lease>(client, 'SELECT throughline.lease_renew($1, $2, $3, 60000)', [id, node, fence]);
const push = (client: pg.Client, batch: object) =>
  value<{
    xid: string;
    records: Record<string, string>;
    conversations: Record<string, { id: string; status: string; waiting_since: number | null }>;
    refused: unknown[];
  }>(client, 'SELECT throughline.push($1)', [JSON.stringify(batch)]);
const pull = async (client: pg.Client, after: { xid: string; seq: string }, max = 5000): Promise<Change[]> =>
  (await client.query<Change>('SELECT * FROM throughline.pull($1, $2, NULL, NULL, false, $3)', [after.xid, after.seq, max])).rows;
const expire = (id: string) =>
  team.owner("UPDATE throughline.leases SET expires_at = clock_timestamp() - interval '1 second' WHERE channel_id = $1", [id]);
const customer = (id = newId()) => ({ id, name: 'Maria', nameRank: 1, createdAt: Date.now(), rev: 1 });
const message = (customerId: string, channelId: string, remoteKey: string, more: object = {}) => ({
  id: newId(),
  kind: 'telegram',
  customerId,
  channelId,
  remoteKey,
  direction: 'in',
  sentAt: 1_000,
  receivedAt: 1_001,
  rev: 1,
  payload: { text: remoteKey },
  ...more,
});

describe('pull', () => {
  test('a transaction that ends late is never skipped', async () => {
    const slow = await anna.connect();
    const [first, second] = [await team.conversation(), await team.conversation()];
    const [start] = await pull(db, { xid: '0', seq: '0' }, 5000).then((rows) => rows.slice(-1));
    const cursor = { xid: start?.xid ?? '0', seq: start?.seq ?? '0' };
    await slow.query('BEGIN');
    await slow.query('SELECT throughline.claim($1, 1, \'{"status": "pending"}\')', [first.id]);
    await other.query('SELECT throughline.claim($1, 1, \'{"status": "pending"}\')', [second.id]);
    // The later one is committed, and is not shown before the earlier one has ended.
    expect(await pull(db, cursor)).toEqual([]);
    await slow.query('COMMIT');
    expect((await pull(db, cursor)).map(({ id }) => id)).toEqual([first.id, second.id]);
  });

  test('what goes on in another database of the server holds nothing back, and skips nothing', async () => {
    const strange = await connectTo((await team.cluster.createDatabase('strangers')).adminUrl);
    onTestFinished(() => strange.end());
    await strange.query('CREATE TABLE theirs (n integer)');
    const [first, second] = [await team.conversation(), await team.conversation()];
    const [start] = (await pull(db, { xid: '0', seq: '0' })).slice(-1);
    const cursor = { xid: start?.xid ?? '0', seq: start?.seq ?? '0' };
    await strange.query('BEGIN');
    await strange.query('INSERT INTO theirs VALUES (1)');
    const slow = await anna.connect();
    await slow.query('BEGIN');
    await slow.query('SELECT throughline.claim($1, 1, \'{"status": "pending"}\')', [first.id]);
    await other.query('SELECT throughline.claim($1, 1, \'{"status": "pending"}\')', [second.id]);
    // One of ours that has not ended holds back what is after it; a stranger's before it does not.
    expect(await pull(db, cursor)).toEqual([]);
    await slow.query('COMMIT');
    expect((await pull(db, cursor)).map(({ id }) => id)).toEqual([first.id, second.id]);
  });

  test('many writers at once: whoever reads along misses nothing and reads in order', { timeout: 180_000 }, async () => {
    const conversations = await Promise.resolve().then(async () => {
      const made: string[] = [];
      for (let n = 0; n < 20; n += 1) made.push((await team.conversation()).id);
      return made;
    });
    const writers = await Promise.all(Array.from({ length: 8 }, () => anna.connect()));
    let cursor = { xid: '0', seq: '0' };
    const seen = new Map<string, number>();
    let writing = true;
    const work = Promise.all(
      writers.map(async (client, n) => {
        for (let round = 0; round < 40; round += 1) {
          const id = conversations[(round * 7 + n) % conversations.length];
          const version = await value<number>(client, 'SELECT version FROM throughline.conversations WHERE id = $1', [id]);
          await client.query('BEGIN');
          await client.query('SELECT throughline.claim($1, $2, $3)', [id, version, JSON.stringify({ topic: `${n}-${round}` })]);
          await client.query('SELECT pg_sleep($1)', [((round * 13 + n * 5) % 7) / 1000]);
          await client.query('COMMIT');
        }
      }),
    ).finally(() => {
      writing = false;
    });
    const follow = async (): Promise<number> => {
      const rows = await pull(db, cursor, 3);
      for (const { kind, id, xid, seq, body } of rows) {
        expect(BigInt(xid) > BigInt(cursor.xid) || (xid === cursor.xid && BigInt(seq) > BigInt(cursor.seq))).toBe(true);
        cursor = { xid, seq };
        if (kind === 'conversation' && typeof body?.version === 'number') seen.set(id, body.version);
      }
      return rows.length;
    };
    while (writing) await follow();
    await work;
    while ((await follow()) > 0);
    const now = await team.owner<{ id: string; version: number }>(
      'SELECT id, version FROM throughline.conversations WHERE id = ANY ($1)',
      [conversations],
    );
    expect(now.map(({ id, version }) => [id, seen.get(id) === version])).toEqual(now.map(({ id }) => [id, true]));
    expect(now.reduce((sum, { version }) => sum + version, 0)).toBeGreaterThan(150);
  });

  test('by pages, the newest first, each thing once', async () => {
    const all = (await pull(db, { xid: '0', seq: '0' })).map(({ kind, id }) => `${kind} ${id}`);
    const pages: string[] = [];
    let [xid, seq]: [string | null, string | null] = [null, null];
    for (;;) {
      const page: Change[] = (await db.query<Change>("SELECT * FROM throughline.pull('0', 0, $1, $2, true, 7)", [xid, seq])).rows;
      pages.push(...page.map(({ kind, id }) => `${kind} ${id}`));
      const last: Change | undefined = page.at(-1);
      if (last === undefined) break;
      [xid, seq] = [last.xid, last.seq];
    }
    expect(pages).toEqual(all.toReversed());
  });
});

describe('push', () => {
  test('repeated, it changes nothing; a higher rev does, a lower one does not', async () => {
    const [id, maria] = [await channel(), customer()];
    const { fence } = await take(db, id, anna.node);
    const conversation = newId();
    const record = message(maria.id, id, '7');
    const batch = {
      node: anna.node,
      channel: id,
      fence,
      customers: [maria],
      opens: [{ id: conversation, customerId: maria.id, channelId: id, at: 1_000 }],
      records: [record],
      cursors: [{ stream: 'updates', cursor: '8' }],
    };
    const first = await push(db, batch);
    expect(first.conversations[maria.id]).toMatchObject({ id: conversation, status: 'open' });
    await push(db, batch);
    const read = async () => (await db.query('SELECT rev, payload FROM throughline.records WHERE channel_id = $1', [id])).rows;
    expect(await read()).toEqual([{ rev: '1', payload: { text: '7' } }]);
    await push(db, { ...batch, records: [{ ...record, rev: 3, payload: { text: 'edited' } }] });
    await push(db, { ...batch, records: [{ ...record, rev: 2, payload: { text: 'late' } }] });
    expect(await read()).toEqual([{ rev: '3', payload: { text: 'edited' } }]);
    expect(await value(db, 'SELECT cursor FROM throughline.cursors WHERE channel_id = $1', [id])).toBe('8');
    expect(await value(db, 'SELECT waiting_since::int FROM throughline.conversations WHERE id = $1', [conversation])).toBe(1_000);
    const answer = message(maria.id, id, '9', { direction: 'out', sentAt: 2_000 });
    await push(db, { ...batch, records: [answer] });
    expect(await value(db, 'SELECT waiting_since FROM throughline.conversations WHERE id = $1', [conversation])).toBeNull();
  });

  test('the same message under another name is told its first one', async () => {
    const [id, maria] = [await channel(), customer()];
    const { fence } = await take(db, id, anna.node);
    const [a, b] = [message(maria.id, id, '7'), message(maria.id, id, '7')];
    await push(db, { node: anna.node, channel: id, fence, customers: [maria], records: [a] });
    expect((await push(db, { node: anna.node, channel: id, fence, records: [b] })).records).toEqual({ [b.id]: a.id });
  });

  test('two channels that hear of a person at once open one conversation', async () => {
    const [one, two, maria] = [await channel(), await channel(), customer()];
    await push(db, { customers: [maria] });
    const [a, b] = [await take(db, one, anna.node), await take(other, two, boris.node)];
    const answers = await Promise.all([
      push(db, { node: anna.node, channel: one, fence: a.fence, opens: [{ id: newId(), customerId: maria.id }] }),
      push(other, { node: boris.node, channel: two, fence: b.fence, opens: [{ id: newId(), customerId: maria.id }] }),
    ]);
    expect(new Set(answers.map(({ conversations }) => conversations[maria.id]?.id)).size).toBe(1);
  });

  test('a file is its hash, and is seen by whoever sees what carries it', async () => {
    const [maria, bytes] = [customer(), Buffer.from('a picture')];
    const hash = createHash('sha256').update(bytes).digest('hex');
    const [half, rest] = [bytes.subarray(0, 4), bytes.subarray(4)];
    expect(await value(db, "SELECT throughline.file_put($1, $2, 'database')", [hash, bytes.length])).toBe(true);
    await db.query('SELECT throughline.file_chunk($1, 0, $2)', [hash, half]);
    expect(await value(db, 'SELECT throughline.file_done($1)', [hash])).toBe(false);
    for (const [n, part] of [half, rest].entries()) await db.query('SELECT throughline.file_chunk($1, $2, $3)', [hash, n, part]);
    expect(await value(db, 'SELECT throughline.file_done($1)', [hash])).toBe(true);
    expect(await value(db, "SELECT throughline.file_put($1, $2, 'database')", [hash, bytes.length])).toBe(false);
    const read = () =>
      value<Buffer | null>(other, "SELECT string_agg(bytes, '' ORDER BY n) FROM throughline.file_chunks WHERE hash = $1", [hash]);
    expect(await read()).toBeNull();
    await push(db, {
      customers: [maria],
      records: [
        { id: newId(), kind: 'note', customerId: maria.id, sentAt: 1, receivedAt: 1, rev: 1, payload: {}, files: [hash] },
      ],
    });
    expect((await read())?.toString()).toBe('a picture');
  });
});

describe('leases', () => {
  test('one holder, by the clock of the server; a late one cannot write', async () => {
    const [id, maria] = [await channel(), customer()];
    const first = await take(db, id, anna.node);
    expect(first).toMatchObject({ ok: true, fence: 1 });
    expect(await take(other, id, boris.node)).toMatchObject({ ok: false, holder: { nodeId: anna.node } });
    expect(await renew(db, id, anna.node, first.fence)).toMatchObject({ ok: true, wanted: false });
    await expire(id);
    // Nobody else has taken it, and still: its time is over.
    const write = (client: pg.Client, node: string, fence: number) =>
      codeOf(push(client, { node, channel: id, fence, customers: [maria], records: [message(maria.id, id, String(fence))] }));
    expect(await write(db, anna.node, first.fence)).toBe('TL001');
    expect(await renew(db, id, anna.node, first.fence)).toMatchObject({ ok: false });
    const second = await take(other, id, boris.node);
    expect(second).toMatchObject({ ok: true, fence: 2 });
    expect(await write(db, anna.node, first.fence)).toBe('TL001');
    expect(await write(db, anna.node, second.fence)).toBe('TL001');
    expect(await write(other, boris.node, second.fence)).toBe('ok');
    expect(await team.owner('SELECT remote_key FROM throughline.records WHERE channel_id = $1', [id])).toEqual([
      { remote_key: '2' },
    ]);
  });

  test('who takes over waits for what the holder is just writing, and nothing gets in after', async () => {
    const [id, maria] = [await channel(), customer()];
    const slow = await anna.connect();
    await slow.query('BEGIN');
    // Long enough to write within it on a machine that is busy.
    const { fence } = await take(db, id, anna.node, 3_000);
    await push(slow, { node: anna.node, channel: id, fence, customers: [maria], records: [message(maria.id, id, '1')] });
    // Expiring it ourselves would wait for that write, as taking does: so its time runs out by itself.
    await until(
      async () =>
        (
          await team.owner<{ over: boolean }>(
            'SELECT expires_at < clock_timestamp() AS over FROM throughline.leases WHERE channel_id = $1',
            [id],
          )
        )[0]?.over === true,
    );
    const taking = take(other, id, boris.node);
    await until(async () => (await team.owner('SELECT 1 FROM pg_locks WHERE NOT granted')).length > 0);
    await slow.query('COMMIT');
    expect(await taking).toMatchObject({ ok: true, fence: fence + 1 });
  });

  test('given back at once, and to the relay that wants it', async () => {
    const id = await channel();
    const { fence } = await take(db, id, anna.node);
    expect(await take(third, id, relay.node)).toMatchObject({ ok: false, wanted: true });
    expect(await renew(db, id, anna.node, fence)).toMatchObject({ ok: true, wanted: true });
    expect(await value(db, 'SELECT throughline.lease_release($1, $2, $3)', [id, anna.node, fence])).toMatchObject({
      ok: true,
      holder: { nodeId: relay.node },
    });
    expect(await take(other, id, boris.node)).toMatchObject({ ok: false, holder: { nodeId: relay.node } });
    expect(await take(third, id, relay.node)).toMatchObject({ ok: true });
  });
});

describe('outbox', () => {
  const enqueue = async (channelId: string, customerId: string) => {
    const id = newId();
    await value(other, 'SELECT throughline.outbox_enqueue($1)', [
      JSON.stringify({ id, channelId, customerId, intent: { text: 'hello' } }),
    ]);
    return id;
  };
  const claim = async (client: pg.Client, id: string, node: string, fence: number, flying: string[] = []) =>
    (
      await client.query<{ id: string; attempts: number }>('SELECT * FROM throughline.outbox_claim($1, $2, $3, 100, $4)', [
        id,
        node,
        fence,
        flying,
      ])
    ).rows;
  const settle = (client: pg.Client, id: string, node: string, fence: number, outcome: string) =>
    value<{ ok: boolean; state: string }>(client, 'SELECT throughline.outbox_settle($1, $2, $3, $4)', [id, node, fence, outcome]);
  const state = (id: string) => value(other, 'SELECT state FROM throughline.outbox WHERE id = $1', [id]);

  test('each is handed out once; a lost answer hands it out again to the same life alone', async () => {
    const [id, maria] = [await channel(), await team.conversation()];
    const { fence } = await take(db, id, anna.node);
    const sent = [await enqueue(id, maria.customer), await enqueue(id, maria.customer)];
    const claims = await Promise.all([
      claim(db, id, anna.node, fence, sent),
      claim(await anna.connect(), id, anna.node, fence, sent),
    ]);
    expect(
      claims
        .flat()
        .map((row) => row.id)
        .sort(),
    ).toEqual([...sent].sort());
    expect((await claim(db, id, anna.node, fence, [sent[0] ?? ''])).map((row) => row.id)).toEqual([sent[1]]);
    expect(await settle(db, sent[0] ?? '', anna.node, fence, 'accepted')).toEqual({ ok: true, state: 'accepted' });
    expect(await settle(db, sent[0] ?? '', anna.node, fence, 'accepted')).toEqual({ ok: true, state: 'accepted' });
    expect(await settle(db, sent[1] ?? '', anna.node, fence, 'retry')).toEqual({ ok: true, state: 'queued' });
    expect((await claim(db, id, anna.node, fence)).map((row) => row.attempts)).toEqual([2]);
  });

  test('what a dead holder had in hand is unknown, and its late word is not heard', async () => {
    const [id, maria] = [await channel(), await team.conversation()];
    const { fence } = await take(db, id, anna.node);
    const sent = await enqueue(id, maria.customer);
    await claim(db, id, anna.node, fence);
    await expire(id);
    const next = await take(other, id, boris.node);
    expect(await claim(other, id, boris.node, next.fence)).toEqual([]);
    expect(await state(sent)).toBe('unknown');
    expect(await codeOf(settle(db, sent, anna.node, fence, 'accepted'))).toBe('TL001');
    expect(await value(other, "SELECT throughline.outbox_decide($1, 'queued')", [sent])).toEqual({ ok: true, state: 'queued' });
    expect((await claim(other, id, boris.node, next.fence)).map((row) => row.id)).toEqual([sent]);
  });

  test('a new life of the same node does not send again what the last one had in hand', async () => {
    const [id, maria] = [await channel(), await team.conversation()];
    const first = await take(db, id, anna.node);
    const sent = await enqueue(id, maria.customer);
    await claim(db, id, anna.node, first.fence);
    const again = await take(db, id, anna.node);
    expect(again.fence).toBe(first.fence + 1);
    expect(await claim(db, id, anna.node, again.fence)).toEqual([]);
    expect(await state(sent)).toBe('unknown');
  });

  test('the same message pushed twice is one, and one that has not left can be withdrawn', async () => {
    const [id, maria] = [await channel(), await team.conversation()];
    const entry = JSON.stringify({ id: newId(), channelId: id, customerId: maria.customer, intent: {} });
    await value(other, 'SELECT throughline.outbox_enqueue($1)', [entry]);
    expect(await value(other, 'SELECT throughline.outbox_enqueue($1)', [entry])).toEqual({ ok: true, state: 'queued' });
    expect(await value(other, 'SELECT throughline.outbox_cancel($1)', [JSON.parse(entry).id])).toEqual({
      ok: true,
      state: 'cancelled',
    });
    const { fence } = await take(db, id, anna.node);
    expect(await claim(db, id, anna.node, fence)).toEqual([]);
  });
});

describe('hello', () => {
  type Hello = { accepted: boolean; epoch: string; rolledBack: boolean; recovering: boolean };
  const hello = (schema: number, witness: object[] = []) =>
    value<Hello>(db, "SELECT throughline.hello($1, 'desk', 'Anna', $2, '0.1.0', $3)", [
      anna.node,
      schema,
      JSON.stringify(witness),
    ]);

  test('a desk one version back works, an older and a newer one are told', async () => {
    await team.owner('UPDATE throughline.meta SET schema = 5, min_schema = 4');
    expect(await Promise.all([3, 4, 5, 6].map(async (schema) => (await hello(schema)).accepted))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    await team.owner('UPDATE throughline.meta SET schema = 1, min_schema = 1');
  });

  test('a server that lacks what a desk has seen went back: a new epoch, no earlier fence, nothing sent twice', async () => {
    const [id, maria] = [await channel(), await team.conversation()];
    const { fence } = await take(db, id, anna.node);
    const queued = newId();
    await value(other, 'SELECT throughline.outbox_enqueue($1)', [
      JSON.stringify({ id: queued, channelId: id, customerId: maria.customer, intent: {} }),
    ]);
    const lost = newId();
    const { xid } = await push(db, {
      records: [
        { id: lost, kind: 'note', customerId: maria.customer, sentAt: 1, receivedAt: 1, rev: 1, payload: { text: 'kept here' } },
      ],
    });
    const seal = await value<string>(db, "SELECT throughline.sealed('record', $1, $2)", [lost, xid]);
    const witness = [{ kind: 'record', id: lost, xid, seal }];
    const before = await hello(1, witness);
    expect(before.rolledBack).toBe(false);
    expect(await codeOf(db.query('SELECT throughline.renew_epoch($1, $2)', [before.epoch, JSON.stringify(witness)]))).toBe(
      '22023',
    );
    // An older backup: what was pushed last is not in it.
    await team.owner('DELETE FROM throughline.records WHERE id = $1', [lost]);
    await team.owner('DELETE FROM throughline.changes WHERE id = $1', [lost]);
    expect((await hello(1, witness)).rolledBack).toBe(true);
    const both = await Promise.all(
      [db, await anna.connect()].map((client) =>
        value<string>(client, 'SELECT throughline.renew_epoch($1, $2)', [before.epoch, JSON.stringify(witness)]),
      ),
    );
    expect(both[0]).toBe(both[1]);
    expect(both[0]).not.toBe(before.epoch);
    expect(await renew(db, id, anna.node, fence)).toMatchObject({ ok: false });
    expect(await value(db, 'SELECT state FROM throughline.outbox WHERE id = $1', [queued])).toBe('unknown');
    expect(await value(db, "SELECT throughline.missing('record', $1)", [[lost]])).toEqual([lost]);
    await push(other, {
      recover: true,
      records: [
        {
          id: lost,
          kind: 'note',
          customerId: maria.customer,
          authorId: anna.id,
          sentAt: 1,
          receivedAt: 1,
          rev: 1,
          payload: { text: 'kept here' },
        },
      ],
    });
    expect(await value(db, 'SELECT author_id FROM throughline.records WHERE id = $1', [lost])).toBe(anna.id);
  });

  test('nobody can make up that the server went back, and nobody notices it twice', async () => {
    const { epoch } = await hello(1);
    const renew = async (witness: object[]) =>
      codeOf(db.query('SELECT throughline.renew_epoch($1, $2)', [(await hello(1)).epoch, JSON.stringify(witness)]));
    const never = { kind: 'record', id: newId(), xid: '1' };
    const { customer } = await team.conversation();
    const [change] = await team.owner<{ xid: string }>('SELECT xid::text AS xid FROM throughline.changes WHERE id = $1', [
      customer,
    ]);
    const told = { kind: 'customer', id: customer, xid: change?.xid ?? '' };
    const seal = await value<string>(db, "SELECT throughline.sealed('customer', $1, $2)", [told.id, told.xid]);
    expect(seal.startsWith(`${epoch}.`)).toBe(true);
    expect(await value(db, "SELECT throughline.sealed('record', $1, '1')", [never.id])).toBeNull();
    // Without a seal, with one of something else, with one that was changed: none of it is there.
    for (const made of [never, { ...never, seal }, { ...told, xid: `${told.xid}0`, seal }, { ...never, seal: `${epoch}.00` }]) {
      expect((await hello(1, [made])).rolledBack).toBe(false);
      expect(await renew([made])).toBe('22023');
    }
    await team.owner('DELETE FROM throughline.changes WHERE id = $1', [customer]);
    expect((await hello(1, [{ ...told, seal }])).rolledBack).toBe(true);
    expect(await renew([{ ...told, seal }])).toBe('ok');
    const { epoch: after, rolledBack } = await hello(1, [{ ...told, seal }]);
    expect(after).not.toBe(epoch);
    // Whoever comes second shows the same loss, which is known by now.
    expect(rolledBack).toBe(false);
    expect(await renew([{ ...told, seal }])).toBe('22023');
    // A backup from before that was put back: the epoch it was told in is one the server has lost as well.
    await team.owner('ALTER TABLE throughline.audit DISABLE TRIGGER USER');
    await team.owner("DELETE FROM throughline.audit WHERE action = 'epoch'");
    await team.owner('ALTER TABLE throughline.audit ENABLE TRIGGER USER');
    expect((await hello(1, [{ ...told, seal }])).rolledBack).toBe(true);
  });

  test('a dump put into another cluster, whose numbers are smaller, is noticed by the first who comes', async () => {
    const before = await hello(1);
    await team.owner("UPDATE throughline.changes SET xid = '9000000000000' WHERE kind = 'agent'");
    expect((await pull(db, { xid: '0', seq: '0' })).filter(({ kind }) => kind === 'agent')).toEqual([]);
    const after = await hello(1);
    expect(after.epoch).not.toBe(before.epoch);
    expect((await pull(db, { xid: '0', seq: '0' })).filter(({ kind }) => kind === 'agent')).toHaveLength(3);
  });
});
