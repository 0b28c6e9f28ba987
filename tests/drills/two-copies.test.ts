import { afterEach, beforeEach, expect, test } from 'vitest';
import { EngineProcess } from '../support/engine-process.ts';
import { type Bench, everything, openBench, texts } from './bench.ts';
import { inspectProfile } from './inspect.ts';
import { drillLimit } from './sizes.ts';
import { counted } from './tally.ts';

/** Two engines on one profile, as when the desktop program and the relay are started for it. */
let bench: Bench;
const running: EngineProcess[] = [];

beforeEach(async () => {
  bench = await openBench();
});
afterEach(async () => {
  for (const engine of running.splice(0)) await engine.kill();
  await bench.stop();
});

function launch(): EngineProcess {
  const engine = EngineProcess.launch(bench.profile, bench.provision());
  running.push(engine);
  return engine;
}

test(
  'of several started at once one works; the others end by themselves and disturb nothing',
  async () => {
    const maria = bench.telegram.user(77, { firstName: 'Мария' });
    const expected: string[] = [];
    for (let round = 0; round < 2; round += 1) {
      const engines = [launch(), launch(), launch()];
      expected.push(maria.write(`round ${round}`).text ?? '');
      const ready = await Promise.all(engines.map((engine) => engine.ready()));
      expect(ready.filter(Boolean)).toHaveLength(1);
      const first = engines[ready.indexOf(true)] as EngineProcess;
      for (const other of engines.filter((engine) => engine !== first))
        expect(await other.ended).toEqual({ code: 1, signal: null });
      await first.until(async () => (await everything(first)).length === expected.length, 'the message');
      // A second poller would have been told so by the provider, and the person by us.
      const [bot] = (await first.call('connection.list', {})).filter(({ channelId }) => channelId === 'bot');
      expect(bot).toMatchObject({ state: 'online' });
      // The lock goes with its holder, however it ends.
      if (round === 0) await first.kill();
      else {
        expect(texts(await everything(first))).toEqual(expected);
        expect(await first.stop()).toEqual({ code: 0, signal: null });
      }
    }
    expect(inspectProfile(bench.profile)).toEqual([]);
    counted('two copies', { arrived: expected.length, sent: 0, unknown: 0 });
  },
  drillLimit,
);
