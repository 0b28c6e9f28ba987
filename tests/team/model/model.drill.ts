import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runSeed } from '../../support/random.ts';
import type { Place } from './place.ts';
import { deskPortrait, serverPortrait } from './portrait.ts';
import { type ModelRun, runModel, settledDown, takenIn } from './run.ts';
import { brokenStories, figures, intruders, robberies } from './witness.ts';

/**
 * Desks in processes of their own do what people do while lines are cut, answers are lost, processes are frozen and killed, clocks are
 * wrong by up to five minutes and the provider repeats itself. `SEED` repeats a run. It runs where `MODEL_OPERATIONS` says how long it
 * is (10000 take some minutes); `MODEL_DESKS` makes it wider, `MODEL_TRACE=1` tells what is done to whom.
 */
const seed = runSeed();
const operations = Number(process.env.MODEL_OPERATIONS ?? 300);
const desks = Number(process.env.MODEL_DESKS ?? 4);

let run: ModelRun;

const list = (kinds: ReadonlyMap<string, number>): string =>
  [...kinds].map(([kind, n]) => `${n} × ${kind}`).join(', ') || 'nothing';
const say = (line: string): void => void process.stdout.write(`${line}\n`);

describe(`${operations} operations at ${desks} desks, seed ${seed}`, () => {
  beforeAll(
    async () => {
      run = await runModel({ seed, operations, desks, ...(process.env.MODEL_TRACE === '1' ? { trace: say } : {}) });
      const startedAt = performance.now() - run.tookMs;
      await takenIn(run);
      for (const place of run.places) await settledDown(place, run.office.team);
      const { ledger, troubles, tookMs } = run;
      say(`${operations} operations in ${(tookMs / 1000).toFixed(1)} s`);
      say(`done: ${list(ledger.done)}; refused: ${list(ledger.declined)}`);
      say(`troubles: ${list(troubles)}`);
      const told = run.places.flatMap((place) =>
        place.read("SELECT 1 FROM notices WHERE kind IN ('refused', 'not-joined', 'not-parted')"),
      );
      say(
        `${run.reached().length} of ${ledger.answered.length} answers reached a customer; ${ledger.won.length} decisions made at once, ` +
          `${ledger.waited.length} takings kept for later, ${ledger.answered.filter(({ text }) => heldBack(text) > 0).length} answers held, ` +
          `${told.length} conflicts told afterwards`,
      );
      const { takeovers, writes, decisions } = await figures(run.office.team);
      say(`${takeovers} times the channel changed hands, ${writes} writes of it, ${decisions} decisions in the audit`);
      say(`all desks at rest ${((performance.now() - startedAt) / 1000).toFixed(1)} s after the first`);
    },
    120_000 + operations * 200,
  );
  afterAll(() => run?.close());

  test('afterwards every desk has what the server has', { timeout: 120_000 }, async () => {
    const differs = async (place: Place): Promise<string[]> => {
      const [server, desk] = [await serverPortrait(run.office.team), deskPortrait(place)];
      const [here, there] = [new Set(desk), new Set(server)];
      return [
        ...desk.filter((line) => !there.has(line)).map((l) => `+ ${l}`),
        ...server.filter((line) => !here.has(line)).map((l) => `- ${l}`),
      ];
    };
    let last: string[] = [];
    for (const place of run.places) {
      const same = async (): Promise<boolean> => {
        last = await differs(place);
        return last.length === 0;
      };
      await place.until(same, 'the same as on the server', () => last.slice(0, 20));
    }
    for (const place of run.places) expect(await differs(place)).toEqual([]);
  });

  test('nothing a desk said yes to is lost', async () => {
    const { ledger, office, places } = run;
    const texts = async (where: string): Promise<string[]> =>
      (await office.team.owner<{ text: string }>(`SELECT payload ->> 'text' AS text FROM throughline.records WHERE ${where}`))
        .map(({ text }) => text)
        .sort();
    expect(await texts("direction = 'in'"), 'every message once').toEqual([...ledger.written].sort());
    const notes = await texts("kind = 'note'");
    expect(new Set(notes).size, 'a note twice').toBe(notes.length);
    expect(ledger.noted.filter((text) => !notes.includes(text))).toEqual([]);
    const decided = new Set(
      (
        await office.team.owner<{ key: string }>(
          "SELECT concat(subject, ' ', detail ->> 'version', ' ', agent_id) AS key FROM throughline.audit WHERE kind = 'conversation'",
        )
      ).map(({ key }) => key),
    );
    const claims = ledger.won.map(({ conversationId, version, agentId }) => `${conversationId} ${version} ${agentId}`);
    expect(claims.filter((key) => !decided.has(key))).toEqual([]);
    for (const { customerId, place } of ledger.waited)
      expect(await fateOf(place, customerId), 'a taking that waited').not.toBe('lost');
    for (const { itemId, text } of ledger.answered) {
      if (run.reached().includes(text)) continue;
      const [item] = (places[0] as Place).read<{ delivery: string }>(`SELECT delivery FROM items WHERE id = '${itemId}'`);
      if (item) expect(['unknown', 'failed'], text).toContain(item.delivery);
      else expect(heldBack(text), text).toBe(1);
    }
  });

  test('no answer reached a customer twice', () => {
    const reached = run.reached();
    expect(reached.filter((text, n) => reached.indexOf(text) !== n)).toEqual([]);
  });

  test('every conversation had one assignee at each time', async () => {
    expect(await brokenStories(run.office.team)).toEqual([]);
    const versions = run.ledger.won.map(({ conversationId, version }) => `${conversationId} ${version}`);
    expect(new Set(versions).size, 'two desks were told that they have it').toBe(versions.length);
    expect(
      await run.office.team.owner(
        `SELECT k.root_id FROM throughline.conversations c JOIN throughline.customers k ON k.id = c.customer_id
         WHERE c.status <> 'resolved' AND c.merged_into IS NULL GROUP BY k.root_id HAVING count(*) > 1`,
      ),
    ).toEqual([]);
  });

  test('no write of a channel came from a desk that did not have it', async () => {
    expect(await robberies(run.office.team)).toEqual([]);
    expect(await intruders(run.office.team)).toEqual([]);
  });
});

/** At how many desks it waits for a person, because a colleague answered while the server was away from its author. */
const heldBack = (text: string): number =>
  run.places.flatMap((place) =>
    place.read(
      `SELECT 1 FROM held_replies WHERE json_extract(body, '$.reply.text') = '${text}'
       AND json_extract(problem, '$.code') = 'answered-meanwhile'`,
    ),
  ).length;

/** Of a taking that was to be decided later: it was made, or its agent was told why not. */
async function fateOf(place: Place, customerId: string): Promise<'made' | 'told' | 'lost'> {
  const made = await run.office.team.owner(
    `SELECT 1 FROM throughline.audit a JOIN throughline.customers c ON c.id = a.customer_id
     WHERE a.kind = 'conversation' AND a.agent_id = $1 AND c.root_id = (SELECT root_id FROM throughline.customers WHERE id = $2) LIMIT 1`,
    [place.agent.id, customerId],
  );
  if (made.length > 0) return 'made';
  return place.read("SELECT 1 FROM notices WHERE kind = 'refused' LIMIT 1").length > 0 ? 'told' : 'lost';
}
