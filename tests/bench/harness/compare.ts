import type { Finding, Goal } from './bench.ts';

/** One measurement, in the unit of the bench. */
export type Measure = () => number | Promise<number>;

const usualRounds = 8;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The value below which a share of all lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** What rounds of pairs say: the ratio of each round counts, absolute times belong to the machine and the day. */
export function ratioOf(pairs: ReadonlyArray<readonly [subject: number, baseline: number]>) {
  const ratios = pairs.map(([subject, baseline]) => subject / baseline);
  return {
    subject: median(pairs.map(([subject]) => subject)),
    baseline: median(pairs.map(([, baseline]) => baseline)),
    value: median(ratios),
    spread: [Math.min(...ratios), Math.max(...ratios)] as const,
  };
}

/** Measures both in turns, baseline first, throws the first round away. */
export async function compare(
  about: { what: string; against: string; unit: string; goal?: Goal; limit?: string; rounds?: number },
  subject: Measure,
  baseline: Measure,
): Promise<Finding> {
  const { rounds = usualRounds, ...rest } = about;
  const pairs: Array<readonly [number, number]> = [];
  for (let round = 0; round < rounds; round += 1) {
    const under = await baseline();
    pairs.push([await subject(), under]);
  }
  return { ...rest, ...ratioOf(pairs.slice(1)) };
}

/** A measure for {@link compare}: median of so many calls, in microseconds. */
export function microseconds(work: (call: number) => unknown, calls: number): Measure {
  return () => {
    const times: number[] = [];
    for (let call = 0; call < calls; call += 1) {
      const started = performance.now();
      work(call);
      times.push((performance.now() - started) * 1_000);
    }
    return median(times);
  };
}
