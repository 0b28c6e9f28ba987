import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../electron/store/ids.ts';
import { seeded } from '../support/random.ts';
import { codeOf, connectTo, startTeam, type Team, type TestAgent, value } from '../support/team.ts';
import { answer, connected, type Office, online, openOffice, rowOf } from './office.ts';

/** Who joins and parts people, opens again what was over, and lets in what arrives need the same rows: nobody waits for whom they hold up. */
let team: Team;
let lead: TestAgent;
let one: pg.Client;
let two: pg.Client;
/** Holds the gate. */
let keeper: pg.Client;

const gate = 99;
/** SQLSTATE of a deadlock (PostgreSQL, appendix A). */
const deadlock = '40P01';

beforeAll(async () => {
  team = await startTeam();
  lead = await team.add('lead', { role: 'lead', visibility: 'all' });
  [one, two] = [await lead.connect(), await lead.connect()];
  keeper = await connectTo(lead.url);
});
afterAll(async () => {
  await keeper.end();
  await team.stop();
});

type Person = { id: string; customer: string };

/** Somebody with a conversation; the younger of two joins the elder. */
const person = (at: number): Promise<Person> => team.conversation({ at });
const link = async (client: pg.Client, a: Person, b: Person): Promise<string | undefined> => {
  const id = newId();
  const { ok } = await value<{ ok: boolean }>(client, "SELECT throughline.link($1, $2, $3, '[]')", [id, a.customer, b.customer]);
  return ok ? id : undefined;
};
const unlink = (client: pg.Client, id: string | undefined) => client.query('SELECT throughline.unlink($1)', [id]);
const claim = async (client: pg.Client, id: string, status: string) => {
  const version = await value<number>(client, 'SELECT version FROM throughline.conversations WHERE id = $1', [id]);
  return client.query('SELECT throughline.claim($1, $2, $3)', [id, version, JSON.stringify({ status })]);
};
/** The customer writes: their conversation is the open one, or opened. */
const arrive = (client: pg.Client, { customer }: Person) =>
  client.query('SELECT throughline.push($1)', [
    JSON.stringify({ node: lead.node, opens: [{ id: newId(), customerId: customer, at: Date.now(), reopen: true }] }),
  ]);

/**
 * Does `slow` up to where `table` is written to, then `quick` as far as it comes, and lets both go on. Answers how each ended.
 */
async function meeting(
  table: string,
  event: 'BEFORE INSERT' | 'AFTER UPDATE',
  slow: () => Promise<unknown>,
  quick: () => Promise<unknown>,
): Promise<string[]> {
  await team.owner(`
    CREATE FUNCTION throughline.at_the_gate() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_advisory_xact_lock_shared(${gate}); RETURN NEW; END $$;
    CREATE TRIGGER at_the_gate ${event} ON throughline.${table} FOR EACH ROW EXECUTE FUNCTION throughline.at_the_gate()`);
  await keeper.query('SELECT pg_advisory_lock($1)', [gate]);
  const waiting = (n: number) =>
    expect
      .poll(async () => Number(await value(keeper, 'SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted')), {
        timeout: 20_000,
      })
      .toBe(n);
  const first = codeOf(slow());
  await waiting(1);
  const second = codeOf(quick());
  await waiting(2);
  await keeper.query('SELECT pg_advisory_unlock($1)', [gate]);
  const outcome = await Promise.all([first, second]);
  await team.owner(`DROP TRIGGER at_the_gate ON throughline.${table}; DROP FUNCTION throughline.at_the_gate()`);
  return outcome;
}

describe('two at once', () => {
  test('people are joined while one of them writes', async () => {
    const [elder, younger] = [await person(1), await person(2)];
    const outcome = await meeting(
      'links',
      'BEFORE INSERT',
      () => link(one, elder, younger),
      () => arrive(two, younger),
    );
    expect(outcome).toEqual(['ok', 'ok']);
  });

  test('people are parted while what was over is opened again', async () => {
    const [eldest, elder, younger] = [await person(1), await person(2), await person(3)];
    await claim(one, elder.id, 'resolved');
    const moved = younger.id;
    const parting = await link(one, elder, younger);
    await claim(one, moved, 'resolved');
    await claim(one, eldest.id, 'resolved');
    await link(one, eldest, younger);
    // Its person is not the eldest's any more, and it goes back to where it came from.
    const outcome = await meeting(
      'customers',
      'AFTER UPDATE',
      () => unlink(one, parting),
      () => claim(two, moved, 'open'),
    );
    expect(outcome).toEqual(['ok', 'ok']);
    const stands =
      'SELECT c.status, k.root_id AS root FROM throughline.conversations c JOIN throughline.customers k ON k.id = c.customer_id WHERE c.id = $1';
    expect(await team.owner(stands, [moved])).toEqual([{ status: 'resolved', root: eldest.customer }]);
  });

  test('again and again, in any order', { timeout: 120_000 }, async () => {
    const random = seeded(20261122);
    const clients = [one, two, await lead.connect(), await lead.connect()];
    const rounds = 400;
    const codes = new Map<string, number>();
    let again = 0;
    const people = [await person(1), await person(2), await person(3), await person(4)];
    const links: string[] = [];
    const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
    const step = async (client: pg.Client): Promise<void> => {
      const [dice, a, b] = [random(), pick(people), pick(people)];
      const made = pick(links);
      if (!a || !b) return;
      const work = async (): Promise<unknown> => {
        if (dice < 0.25 && a !== b) return links.push(...[await link(client, a, b)].filter((id) => id !== undefined));
        if (dice < 0.5 && made) return unlink(client, made);
        if (dice < 0.7) return arrive(client, a);
        return claim(client, a.id, dice < 0.85 ? 'resolved' : 'open');
      };
      // Where three or more meet in a ring, the server takes back one of them, and it is asked again, as a desk does.
      let code = '';
      for (let asked = 0; asked < 5 && (code === '' || code === deadlock); asked += 1) {
        if (code === deadlock) again += 1;
        code = await codeOf(work());
      }
      codes.set(code, (codes.get(code) ?? 0) + 1);
    };
    for (let round = 0; round < rounds; round += 1) await Promise.all(clients.map(step));
    process.stdout.write(
      `${rounds} rounds of ${clients.length}: ${JSON.stringify(Object.fromEntries(codes))}, ${again} asked again\n`,
    );
    // A person has one open conversation: who would open another is told.
    expect([...codes.keys()].filter((code) => code !== 'ok' && code !== '23505')).toEqual([]);
    expect(codes.get('ok')).toBeGreaterThan(rounds);
    expect(
      await team.owner(
        `SELECT k.root_id FROM throughline.conversations c JOIN throughline.customers k ON k.id = c.customer_id
         WHERE c.status <> 'resolved' AND c.merged_into IS NULL GROUP BY k.root_id HAVING count(*) > 1`,
      ),
    ).toEqual([]);
  });
});

test('what has gone back to another already is not fetched from there when its own link is undone', async () => {
  const [eldest, elder, younger] = [await person(1), await person(2), await person(3)];
  for (const { id } of [eldest, elder]) await claim(one, id, 'resolved');
  const whose = () => value<string>(one, 'SELECT customer_id FROM throughline.conversations WHERE id = $1', [younger.id]);
  const first = await link(one, elder, younger);
  const second = await link(one, eldest, elder);
  expect(await whose()).toBe(eldest.customer);
  await unlink(one, first);
  expect(await whose()).toBe(younger.customer);
  await unlink(one, second);
  expect(await whose()).toBe(younger.customer);
});

describe('a desk', () => {
  let office: Office;

  beforeAll(async () => {
    office = await openOffice();
  }, 60_000);
  afterAll(() => office.close());

  test('asks again what the server took back, on the same line', { timeout: 60_000 }, async () => {
    const door = await office.door();
    const desk = await office.desk(office.anna, { bot: true, through: door });
    await connected(desk);
    await online(desk);
    const { connections } = door;
    await office.team.owner(`
      CREATE SEQUENCE throughline.taken_back;
      CREATE FUNCTION throughline.take_back() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = throughline, pg_catalog, pg_temp AS $$
      BEGIN
        IF nextval('throughline.taken_back') % 3 <> 0 THEN RAISE EXCEPTION 'in each other''s way' USING ERRCODE = '40P01'; END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER take_back BEFORE INSERT ON throughline.records FOR EACH ROW EXECUTE FUNCTION throughline.take_back()`);
    const maria = office.telegram.user(77, { firstName: 'Мария' });
    maria.write('Раз');
    const { customerId } = await rowOf(desk, 'Раз');
    const itemId = await answer(desk, customerId, 'Два');
    await desk.until(async () => (await desk.call('item.get', { itemId })).delivery === 'sent', 'the answer to be sent');
    await expect
      .poll(async () => (await office.team.owner("SELECT 1 FROM throughline.records WHERE kind = 'telegram'")).length, {
        timeout: 20_000,
      })
      .toBe(2);
    expect(door.connections).toBe(connections);
  });
});
