import type { WriteTx } from '../store/db.ts';
import { me } from '../store/repos/settings.repo.ts';
import type { Store } from '../store/store.ts';
import { setTeamState, teamState } from '../store/team/state.ts';
import { forgetThings, putThing, type ThingKind, thingKinds, thingsOf } from '../store/team/things.ts';
import { takeAgent } from './people.ts';
import type { TeamServer } from './server.ts';
import type { AgentRow, Change } from './wire.ts';
import type { HandoffRow, WhisperRow } from './wire-together.ts';

/** How long a handoff that is over is of interest to those it was about; ms. */
export const handoffsKeptMs = 24 * 3_600_000;

/** One of the kinds that are kept as the server's rows. */
export const isThing = (kind: string): kind is ThingKind => (thingKinds as readonly string[]).includes(kind);

/** Keeps what a change tells of agents, departments, rules, handoffs and whispers; of the last two what concerns this desk. */
export function takeThing(tx: WriteTx, { kind, id, body }: Pick<Change, 'kind' | 'id' | 'body'>, now: number): void {
  if (!isThing(kind)) return;
  const own = me(tx).id;
  if (kind === 'handoff') putThing(tx, kind, id, concerns(body as HandoffRow | null, own, now));
  else if (kind === 'whisper') putThing(tx, kind, id, unheard(body as WhisperRow | null, own));
  else putThing(tx, kind, id, body as object | null);
}

function concerns(row: HandoffRow | null, own: string, now: number): HandoffRow | null {
  if (row === null) return null;
  const over = row.state !== 'offered' && (row.answered_at ?? 0) < now - handoffsKeptMs;
  const mine = row.by_id === own || row.from_id === own || row.to_id === own || row.to_department !== null;
  return mine && !over ? row : null;
}

const unheard = (row: WhisperRow | null, own: string): WhisperRow | null =>
  row !== null && row.to_id === own && row.seen_at === null ? row : null;

/** Kinds that every desk has whole, from its first connection on; the others come with `changes`. */
const whole = ['agent', 'department', 'duty', 'setting'];

/**
 * Reads everything of the team once, so that people are known before what they did; from then on `changes` tells every change.
 * What was handed over and whispered to this agent before is among it.
 */
export async function readThings(store: Store, server: TeamServer, now: number): Promise<void> {
  const epoch = teamState(store.read, 'epoch');
  if (epoch !== null && teamState(store.read, 'thingsOf') === epoch) return;
  const things = await server.rows<Pick<Change, 'kind' | 'id' | 'body'>>(
    `SELECT kind, id, throughline.body_of(kind, id) AS body FROM throughline.changes WHERE kind = ANY ($1)
     UNION ALL SELECT 'handoff', id::text, throughline.body_of('handoff', id::text) FROM throughline.handoffs
       WHERE state = 'offered' OR answered_at > throughline.now_ms() - $2
     UNION ALL SELECT 'whisper', id::text, throughline.body_of('whisper', id::text) FROM throughline.whispers WHERE seen_at IS NULL`,
    whole,
    handoffsKeptMs,
  );
  store.write(
    (tx) => {
      forgetThings(tx);
      for (const thing of things) {
        takeThing(tx, thing, now);
        if (thing.kind === 'agent' && thing.body !== null) takeAgent(tx, thing.body as AgentRow);
      }
      setTeamState(tx, 'thingsOf', epoch);
    },
    { pulled: true },
  );
}

/** Handoffs that were over a day ago are nobody's concern any more. */
export function forgetOld(store: Store, now: number): void {
  const old = thingsOf<HandoffRow>(store.read, 'handoff').filter(
    (row) => row.state !== 'offered' && (row.answered_at ?? 0) < now - handoffsKeptMs,
  );
  if (old.length > 0) store.write((tx) => old.forEach(({ id }) => void putThing(tx, 'handoff', id, null)), { pulled: true });
}

/** Reads these as they stand on the server now, so that what this desk did there is seen here at once. */
export async function refreshThings(
  store: Store,
  server: TeamServer,
  refs: ReadonlyArray<{ kind: ThingKind; id: string }>,
  now: number,
): Promise<void> {
  const bodies = await server.bodies(refs);
  store.write(
    (tx) => {
      for (const thing of bodies) takeThing(tx, thing, now);
    },
    { pulled: true },
  );
}
