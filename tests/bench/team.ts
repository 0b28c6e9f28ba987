import { type Desk, openDesk, temporaryProfile } from '../support/engine.ts';
import { startTeam, type Team } from '../support/team.ts';
import type { Bench, Finding } from './harness/bench.ts';
import { median } from './harness/compare.ts';

const sizes = [2, 20] as const;
const notes = 40;
const claimsEach = 25;

/** The issue's own figure: a change is on the other desk's screen within 300 ms p95 on a LAN. */
const propagationMs = 300;

export const teamBench: Bench = {
  name: 'team',
  goal: 'a note of one desk is in the store of every other within 300 ms p95; claims a second; what twenty desks cost over two',
  async run() {
    const findings: Finding[] = [];
    const p95: number[] = [];
    for (const size of sizes) {
      const office = await openOffice(size);
      try {
        const spans = await propagation(office);
        const late = at(spans, 0.95);
        p95.push(late);
        findings.push(
          { what: `${size} desks: propagation p50`, unit: 'ms', value: median(spans) },
          { what: `${size} desks: propagation p95`, unit: 'ms', value: late, goal: { atMost: propagationMs } },
          { what: `${size} desks: claims`, unit: '/s', value: await claims(office) },
          { what: `${size} desks: connections of the server`, value: await connections(office) },
        );
      } finally {
        await office.close();
      }
    }
    const [small = 1, large = 1] = p95;
    findings.push({
      what: 'propagation p95, 20 desks',
      against: '2 desks',
      subject: large,
      baseline: small,
      unit: 'ms',
      value: large / small,
    });
    return findings;
  },
};

type Office = { team: Team; desks: Desk[]; customers: string[]; close(): Promise<void> };

async function openOffice(size: number): Promise<Office> {
  const team = await startTeam();
  const customers: string[] = [];
  for (let n = 0; n < size * claimsEach; n += 1) customers.push((await team.conversation()).customer);
  const desks: Desk[] = [];
  const removals: Array<() => Promise<void>> = [];
  for (let n = 0; n < size; n += 1) {
    const agent = await team.add(`agent${n}`, { visibility: 'all' });
    const profile = await temporaryProfile();
    removals.push(profile.remove);
    const desk = await openDesk(profile.path, { team: { url: agent.url } });
    desks.push(desk);
    await desk.until(async () => (await desk.call('team.get', {}))?.state === 'connected', 'the desk to be with its team');
  }
  return {
    team,
    desks,
    customers,
    async close() {
      await Promise.all(desks.map((desk) => desk.stop()));
      for (const remove of removals) await remove();
      await team.stop();
    },
  };
}

/** ms from a note's being written at one desk to its being in the store of each of the others. */
async function propagation({ desks, customers }: Office): Promise<number[]> {
  const spans: number[] = [];
  for (let n = 0; n < notes; n += 1) {
    const writer = desks[n % desks.length];
    const customerId = customers[n % customers.length];
    if (!writer || customerId === undefined) continue;
    const text = `note ${n}`;
    const others = desks.filter((desk) => desk !== writer);
    const startedAt = performance.now();
    const here = (desk: Desk) =>
      desk
        .until(async () => desk.engine.store.read.value("SELECT 1 FROM items WHERE kind = 'note' AND text = ?", text) === 1, text)
        .then(() => spans.push(performance.now() - startedAt));
    const all = Promise.all(others.map(here));
    await writer.call('note.add', { customerId, text });
    await all;
  }
  return spans.slice(desks.length - 1);
}

/** Every desk takes customers of its own as fast as it can, all at once. */
async function claims({ desks, customers }: Office): Promise<number> {
  const startedAt = performance.now();
  await Promise.all(
    desks.map(async (desk, n) => {
      const me = (await desk.call('workspace.get', {})).me.id;
      for (const customerId of customers.slice(n * claimsEach, (n + 1) * claimsEach))
        await desk.call('conversation.change', { customerIds: [customerId], change: { assigneeId: me } });
    }),
  );
  return (desks.length * claimsEach) / ((performance.now() - startedAt) / 1000);
}

async function connections({ team }: Office): Promise<number> {
  const rows = await team.owner(
    "SELECT 1 FROM pg_stat_activity WHERE application_name = 'throughline' AND datname = current_database()",
  );
  return rows.length;
}

const at = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
