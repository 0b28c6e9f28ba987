import { expect } from 'vitest';
import type { Peaks, ProcessName } from '../support/program.ts';
import { seeded } from '../support/random.ts';

/** No process of ours may ever hold more. At rest each has between one and two hundred megabytes. Bytes. */
export const memoryBound = 512 * 1024 ** 2;

/** What a drill counts; printed as one line at its end, whether it went well or not. */
export class Tally {
  readonly random: () => number;
  readonly kills: Record<ProcessName, number> = { main: 0, reader: 0, engine: 0 };
  readonly peaks: Peaks = { main: 0, reader: 0, engine: 0 };
  readonly #drill: string;
  readonly #seed: number;
  readonly #orphans: Array<Promise<void>> = [];

  constructor(drill: string, seed: number) {
    this.#drill = drill;
    this.#seed = seed;
    this.random = seeded(seed);
  }

  killed(name: ProcessName): void {
    this.kills[name] += 1;
  }

  held(peaks: Partial<Peaks>): void {
    for (const name of Object.keys(peaks) as ProcessName[]) this.peaks[name] = Math.max(this.peaks[name], peaks[name] ?? 0);
  }

  /** Processes that have lost their main. */
  leaves(orphans: Promise<void>): void {
    this.#orphans.push(orphans);
  }

  /** Rejects when one of them has not gone by itself. */
  async noneLeft(): Promise<void> {
    await Promise.all(this.#orphans);
  }

  get allKills(): number {
    return Object.values(this.kills).reduce((sum, count) => sum + count, 0);
  }

  /** Prints the line and fails unless nothing is there twice, nothing is lost, and the memory stayed within its bound. */
  close(counts: { [what: string]: number } & { duplicates: number; losses: number }, more = ''): void {
    const { main, reader, engine } = this.kills;
    const megabytes = (Object.keys(this.peaks) as ProcessName[])
      .filter((name) => this.peaks[name] > 0)
      .map((name) => `${name} ${Math.round(this.peaks[name] / 1024 ** 2)} MB`);
    const parts = [
      `drill ${this.#drill}`,
      `seed ${this.#seed}`,
      ...(this.allKills > 0 ? [`kills ${this.allKills} (engine ${engine}, reader ${reader}, main ${main})`] : []),
      ...Object.entries(counts).map(([what, count]) => `${what} ${count}`),
      ...(megabytes.length > 0 ? [`at most ${megabytes.join(', ')}`] : []),
      ...(more === '' ? [] : [more]),
    ];
    process.stdout.write(`${parts.join(' · ')}\n`);
    expect({ duplicates: counts.duplicates, losses: counts.losses }).toEqual({ duplicates: 0, losses: 0 });
    for (const peak of Object.values(this.peaks)) expect(peak).toBeLessThan(memoryBound);
  }
}

/** What should be there and is not, what is there more often than it should, what should not be there at all. */
export function compare(expected: readonly string[], found: readonly string[]) {
  const times = (lines: readonly string[]): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
    return counts;
  };
  const wanted = times(expected);
  const here = times(found);
  return {
    losses: [...wanted].filter(([line, count]) => (here.get(line) ?? 0) < count).map(([line]) => line),
    duplicates: [...here].filter(([line, count]) => count > (wanted.get(line) ?? count)).map(([line]) => line),
    strangers: [...here.keys()].filter((line) => !wanted.has(line)),
  };
}

/** In an order of chance. */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const rest = [...items];
  return items.map(() => rest.splice(Math.floor(random() * rest.length), 1)[0] as T);
}

/** For a kill at a moment of chance, which belongs to no event. */
export const afterMoments = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** One line at the end of a drill in which nothing is left to chance, once it has found nothing twice and nothing lost. */
export function counted(drill: string, counts: { arrived: number; sent: number; unknown: number; peak?: number }): void {
  const { arrived, sent, unknown, peak } = counts;
  const memory = peak === undefined ? '' : ` · at most engine ${Math.round(peak / 1024 ** 2)} MB`;
  process.stdout.write(
    `drill ${drill} · no seed · kills 0 · arrived ${arrived} · sends ${sent} · unknown ${unknown} · duplicates 0 · losses 0${memory}\n`,
  );
}
