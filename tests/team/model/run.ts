import type { TeamConnection } from '../../../shared/model/index.ts';
import { Watch } from '../../servers/telegram/index.ts';
import { seeded } from '../../support/random.ts';
import type { Team } from '../../support/team.ts';
import { type Office, openOffice } from '../office.ts';
import { act, emptyLedger, firstPerson, type Ledger, people } from './acts.ts';
import { Place } from './place.ts';
import { skewLimitMs, type Trouble, type TroubleKind, trouble, troubleKinds } from './troubles.ts';
import { placeWitness } from './witness.ts';

export type ModelRun = {
  office: Office;
  places: Place[];
  ledger: Ledger;
  troubles: ReadonlyMap<string, number>;
  tookMs: number;
  /** What reached customers. */
  reached(): string[];
  close(): Promise<void>;
};

/** One trouble to so many operations, so that with four desks about one at a time is in one. */
const troubleEvery = 100;

/**
 * Desks in processes of their own do what people do, while their lines, their processes, their clocks and the provider fail at random.
 * The seed decides what is done and what fails; how it meets in time is the machine's own affair.
 */
export async function runModel(o: {
  seed: number;
  operations: number;
  desks: number;
  trace?: (line: string) => void;
}): Promise<ModelRun> {
  const random = seeded(o.seed);
  const watch = new Watch();
  const office = await openOffice();
  await placeWitness(office.team);
  const places: Place[] = [];
  for (let n = 0; n < o.desks; n += 1) {
    const agent = await office.team.add(`desk${n}`, { name: `Agent ${n}`, visibility: 'all', role: n === 0 ? 'lead' : 'agent' });
    const door = await office.door();
    const { profile, provision } = await office.seat(agent, { bot: n === 0, through: door });
    const skewMs = Math.floor((random() * 2 - 1) * skewLimitMs);
    const place = await Place.open({ agent, door, profile, provision, skewMs, watch });
    places.push(place);
    await settledDown(place, office.team);
  }
  const ledger = emptyLedger();
  for (let n = 0; n < people; n += 1) {
    ledger.written.push(`hello ${n}`);
    office.telegram.user(firstPerson + n, { firstName: `Customer ${n}` }).write(`hello ${n}`);
  }
  o.trace?.('open');
  for (const place of places) await knowsAll(place);
  o.trace?.('all know all');
  const startedAt = performance.now();
  const troubles = new Map<string, number>();
  const under: Array<Promise<void>> = [];
  const failures: unknown[] = [];
  let bag: TroubleKind[] = [];
  const nextKind = (): TroubleKind => {
    if (bag.length === 0) bag = [...troubleKinds];
    const [kind] = bag.splice(Math.floor(random() * bag.length), 1);
    return kind ?? 'killed';
  };
  for (let n = 0; n < o.operations; n += 1) {
    if (random() < 1 / troubleEvery) {
      const kind = nextKind();
      const well = places.filter(({ troubled }) => !troubled);
      const place = well[Math.floor(random() * well.length)];
      if (place) {
        const next = trouble(kind, place, office.telegram, random);
        troubles.set(kind, (troubles.get(kind) ?? 0) + 1);
        under.push(goThrough(next, place, watch, o.trace).catch((error: unknown) => void failures.push(error)));
      }
    }
    if (n % 25 === 0) o.trace?.(`${n}`);
    const wanted = random();
    const seed = Math.floor(random() * 2 ** 31);
    const place = await watch.until(() => {
      const free = places.filter((one) => one.free);
      return free[Math.floor(wanted * free.length)];
    });
    under.push(
      place
        .does(() => act({ place, n, random: seeded(seed), telegram: office.telegram, ledger }))
        .catch((error: unknown) => void failures.push(error)),
    );
    if (failures.length > 0) throw failures[0];
  }
  o.trace?.('asked all');
  await Promise.all(under);
  if (failures.length > 0) throw failures[0];
  office.telegram.faults.clear();
  return {
    office,
    places,
    ledger,
    troubles,
    tookMs: performance.now() - startedAt,
    reached: () =>
      Array.from({ length: people }, (_, n) => office.telegram.user(firstPerson + n)).flatMap(({ received }) =>
        received.map(({ text }) => text ?? ''),
      ),
    async close() {
      await Promise.all(places.map((place) => place.close()));
      await office.close();
    },
  };
}

async function goThrough(trouble: Trouble, place: Place, watch: Watch, trace?: (line: string) => void): Promise<void> {
  trace?.(`begin ${trouble.name} ${place.agent.login} ${trouble.forMs}`);
  place.troubled = true;
  await trouble.begin();
  await new Promise((resolve) => setTimeout(resolve, trouble.forMs));
  await trouble.end();
  trace?.(`end ${trouble.name} ${place.agent.login}`);
  place.troubled = false;
  watch.changed();
}

const knowsAll = (place: Place): Promise<true> =>
  place.until(
    async () => place.read<{ n: number }>("SELECT COUNT(*) AS n FROM items WHERE direction = 'in'")[0]?.n === people,
    'the first word of everybody',
    () => [],
  );

/** The desk is with its team, has told everything and has nothing on its way. */
export async function settledDown(place: Place, team: Pick<Team, 'owner'>): Promise<void> {
  const left = (): Array<{ what: string; item: string | null }> => place.read(unfinished);
  let standing: TeamConnection | null = null;
  const quiet = async (): Promise<boolean> => {
    standing = await place.call('team.get', {});
    return standing?.state === 'connected' && left().length === 0;
  };
  const story = async (): Promise<unknown> => {
    const [some, [lease]] = [left().slice(0, 12), await team.owner('SELECT * FROM throughline.leases')];
    const there = await Promise.all(some.map(({ item }) => (item === null ? undefined : onServer(team, item))));
    return { standing, lease, left: some.map((one, n) => ({ ...one, there: there[n] })) };
  };
  await place.until(quiet, 'the desk to come to rest', story);
}

/** Somebody has the channel, and everything that customers wrote is taken from the provider. */
export async function takenIn({ places, office }: Pick<ModelRun, 'places' | 'office'>): Promise<void> {
  const [first] = places;
  const story = async (): Promise<unknown> => ({
    pending: office.telegram.pending.length,
    lease: await office.team.owner('SELECT * FROM throughline.leases'),
    connections: await Promise.all(places.map((place) => place.call('connection.list', {}))),
    standings: await Promise.all(places.map((place) => place.call('team.get', {}))),
    logs: places.map((place) => place.complaints(12)),
  });
  await first?.until(async () => office.telegram.pending.length === 0, 'everything that customers wrote', story);
}

/** How the server knows an answer or a message that a desk is not done with. */
const onServer = async ({ owner }: Pick<Team, 'owner'>, id: string): Promise<unknown> => ({
  record: await owner(
    "SELECT rev, author_id, remote_key, payload ->> 'delivery' AS delivery FROM throughline.records WHERE id = $1",
    [id],
  ),
  order: await owner('SELECT state, attempts, node_id, fence, author_id, result FROM throughline.outbox WHERE id = $1', [id]),
});

/** As a desk itself would say why it is not at rest; `item`: which one that is about. */
const unfinished = `
  SELECT 'to tell: ' || q.kind || ' ' || q.row_key || coalesce(', ' || i.direction || ' ' || i.kind || ' ' || coalesce(i.delivery, '-') || ', told in version ' ||
    coalesce(v.version, '-') || ', in the outbox ' || coalesce(o.state || ' ' || o.offered || ' ' || coalesce(o.fence, '-'), '-'), '') AS what, i.id AS item
    FROM team_queue q LEFT JOIN items i ON q.kind = 'item' AND i.key = q.row_key LEFT JOIN outbox o ON o.item_key = i.key
    LEFT JOIN team_versions v ON v.kind = 'item' AND v.id = i.id
  UNION ALL SELECT 'to decide: ' || body, NULL FROM team_waiting
  UNION ALL SELECT 'to take in: ' || body, NULL FROM intake WHERE state = 'pending'
  UNION ALL SELECT i.id || ' is ' || i.delivery || ', in the outbox ' || coalesce(o.state || ' ' || o.offered || ' ' || coalesce(o.fence, '-'), '-'), i.id
    FROM items i LEFT JOIN outbox o ON o.item_key = i.key WHERE i.delivery IN ('queued', 'sending')`;
