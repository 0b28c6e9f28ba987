import type { InboundMessage } from '../../shared/contract/connector.ts';
import { sizeName } from './data/profile.ts';
import { laterMoments } from './data/stream.ts';
import { type BareTable, openBareTable } from './harness/bare-table.ts';
import type { Bench, Finding } from './harness/bench.ts';
import { compare, type Measure, median } from './harness/compare.ts';
import { type Intake, openIntake, type Prepared, prepare } from './harness/intake.ts';
import { openScratch, type Scratch } from './harness/scratch.ts';

const batch = 500;
const single = 60;
const rounds = 8;
/** The goal is for the whole of it, words included. */
const pages = 'a larger store has more pages to touch, see README';

type Place = { name: string; scratch: Scratch; intake: Intake; next(count: number): Prepared[] };

export const ingest: Bench = {
  name: 'ingest',
  goal: 'taking in at 1m ≥ 0.9 of 10k; a message committed ≤ 3x of one row in a bare table',
  async run({ sizes }) {
    const places: Place[] = [];
    const bare = openBareTable();
    try {
      for (const size of sizes) places.push(await openPlace(size));
      return [...(await growth(places)), ...(await overBare(places, bare))];
    } finally {
      bare.close();
      for (const { scratch } of places) await scratch.close();
    }
  },
};

async function openPlace(size: number): Promise<Place> {
  const scratch = await openScratch(size);
  let taken = 0;
  return {
    name: sizeName(size),
    scratch,
    intake: openIntake(scratch.store),
    next(count) {
      taken += count;
      return prepare(laterMoments(size, count, taken - count));
    },
  };
}

/** Messages a second, from the provider's answer to the timeline; with words, also into the index. */
function rate({ next, intake, scratch }: Place, words: boolean): Measure {
  return async () => {
    const prepared = next(batch);
    const started = performance.now();
    await intake.take(prepared);
    if (words) intake.index();
    const seconds = (performance.now() - started) / 1_000;
    intake.index();
    scratch.settle();
    return batch / seconds;
  };
}

async function growth([small, ...larger]: readonly Place[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const place of small ? larger : []) {
    if (!small) break;
    for (const words of [false, true]) {
      const what = `${words ? 'journal, timeline and index' : 'journal and timeline'}, ${place.name}`;
      const about = { what, against: small.name, unit: '/s', goal: { atLeast: 0.9 }, rounds, ...(words ? {} : { limit: pages }) };
      findings.push(await compare(about, rate(place, words), rate(small, words)));
    }
  }
  return findings;
}

async function overBare(places: readonly Place[], bare: BareTable): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const place of places) {
    const about = {
      what: `one message committed, ${place.name}`,
      against: 'one row in a bare table',
      unit: 'µs',
      goal: { atMost: 3 },
      limit: 'some fifty statements in two transactions, not one, see README',
    };
    findings.push(
      await compare(
        { ...about, rounds },
        () => one(place),
        () => oneBare(place, bare),
      ),
    );
  }
  return findings;
}

/** Each by itself, as mails trickle in; the index follows later and is not waited for. */
async function one({ next, intake, scratch }: Place): Promise<number> {
  const times: number[] = [];
  for (const prepared of next(single)) {
    const started = performance.now();
    await intake.take([prepared]);
    times.push((performance.now() - started) * 1_000);
  }
  intake.index();
  scratch.settle();
  return median(times);
}

function oneBare({ next }: Place, bare: BareTable): number {
  const times = next(single).map(({ payload }) => {
    const { text } = JSON.parse(payload.body) as InboundMessage;
    const started = performance.now();
    bare.put([text]);
    return (performance.now() - started) * 1_000;
  });
  return median(times);
}
