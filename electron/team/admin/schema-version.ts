import { teamVersion } from '../../core/team-handshake.ts';
import type { Migration } from './migrations.ts';
import { type AdminSession, TeamCommandError } from './session.ts';

/** What a database says of itself. `undefined` parts: there is no team in it yet. */
export type Standing = {
  applied: Array<{ tag: string; hash: string }>;
  schema?: number;
  minSchema?: number;
  epoch?: string;
  keyId?: string;
};

/** Reads how far a database has come; as the owner where there is one. */
export async function readStanding({ db }: AdminSession): Promise<Standing> {
  const { rows: found } = await db.query<{ there: boolean }>("SELECT to_regclass('throughline.migrations') IS NOT NULL AS there");
  if (found[0]?.there !== true) return { applied: [] };
  const { rows: applied } = await db.query<{ tag: string; hash: string }>(
    'SELECT tag, hash FROM throughline.migrations ORDER BY number',
  );
  const { rows: metas } = await db.query<{ schema: number; min_schema: number; epoch: string; key_id: string }>(
    'SELECT schema, min_schema, epoch, key_id FROM throughline.meta',
  );
  const meta = metas[0];
  return {
    applied,
    ...(meta === undefined ? {} : { schema: meta.schema, minSchema: meta.min_schema, epoch: meta.epoch, keyId: meta.key_id }),
  };
}

/**
 * What is still to be applied. A database of a later program is left alone.
 * @throws TeamCommandError when it is newer, or its history is another one
 */
export function pending(standing: Standing, migrations: readonly Migration[]): Migration[] {
  const { applied } = standing;
  if (applied.length > migrations.length || (standing.schema ?? 0) > teamVersion) {
    throw new TeamCommandError('The database was set up by a newer version of Throughline; update this program first');
  }
  const strange = applied.find(({ tag }, index) => migrations[index]?.tag !== tag);
  if (strange !== undefined) {
    throw new TeamCommandError(
      `The database has a step ${strange.tag} that this program does not know; update this program first`,
    );
  }
  return migrations.slice(applied.length);
}
