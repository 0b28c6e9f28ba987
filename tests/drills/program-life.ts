import { expect } from 'vitest';
import type { Connection } from '../../shared/model/index.ts';
import { Program } from '../support/program.ts';
import type { Bench } from './bench.ts';
import { someNumber } from './sizes.ts';
import { shuffled, type Tally } from './tally.ts';

/** How many announced changes a process of the program may live to see. */
const farthest = 40;

/** Nothing that a crash of ours does is the fault of a password, the disk or somebody else, and none of it waits for a person. */
function honest(connections: readonly Connection[]): void {
  expect(connections.map(({ channelId }) => channelId).sort()).toEqual(['bot', 'mail']);
  for (const { state, error } of connections) {
    expect(['connecting', 'online', 'backoff']).toContain(state);
    expect(['auth', 'storage', 'internal', 'certificate', 'tls']).not.toContain(error?.code);
  }
}

/**
 * One life of the whole program in which reader and engine are killed at moments of chance, and main in the end. Whatever of
 * it is left works on and says how things stand. `work` makes something happen; it may ask the program, and it may fail.
 * Answers without waiting for what main leaves behind: a person starts the program again at once.
 */
export async function killPartByPart(bench: Bench, tally: Tally, work: (program: Program) => void): Promise<void> {
  const program = await Program.launch({ profile: bench.profile, provision: bench.provision() });
  try {
    for (const name of [...shuffled(['reader', 'engine'] as const, tally.random), 'main'] as const) {
      for (let left = someNumber(tally.random, farthest); left > 0; left -= 1) {
        await program.changeBy(() => work(program));
      }
      await program.measure();
      await program.kill(name);
      tally.killed(name);
      if (name === 'main') continue;
      expect(await program.works()).toBe(true);
      expect((await program.call('workspace.get', {})).me.name).toBe('Anna');
      honest(await program.call('connection.list', {}));
    }
    tally.leaves(program.orphans);
  } catch (error) {
    await program.end();
    throw error;
  } finally {
    tally.held(program.peaks);
  }
}

/** The program once more, unharmed: it is all well and says so, and closes when it is told to. */
export async function workInPeace(bench: Bench, tally: Tally, whole: (program: Program) => Promise<boolean>): Promise<void> {
  const program = await Program.launch({ profile: bench.profile, provision: bench.provision() });
  try {
    await program.until(async () => {
      const connections = await program.call('connection.list', {});
      honest(connections);
      return connections.every(({ state, error, importing }) => state === 'online' && !error && !importing);
    }, 'both channels to be connected');
    await program.until(() => whole(program), 'everything to be there');
    expect(await program.works()).toBe(true);
    expect(await program.connections()).toMatch(/Mail: connected.*Bot: connected/s);
    await program.measure();
    expect(await program.close()).toEqual({ code: 0, signal: null });
    await tally.noneLeft();
  } finally {
    await program.end();
    tally.held(program.peaks);
  }
}
