import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { EngineProcess } from '../support/engine-process.ts';

/** Waits for the engine to die at its crash point; any other end is a failure of the program. */
export async function death(engine: EngineProcess): Promise<void> {
  expect(await engine.ended).toEqual({ code: null, signal: 'SIGKILL' });
}

/** `died at sqlite COMMIT ×4, network read ×3`: the crash points of a drill, nothing when there were none. */
export function placesOfDeath(report: string): string {
  const names = existsSync(report) ? readFileSync(report, 'utf8').split('\n').filter(Boolean) : [];
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const places = [...counts].sort((a, b) => b[1] - a[1]).map(([name, count]) => `${name} ×${count}`);
  return places.length === 0 ? '' : `died at ${places.join(', ')}`;
}
