import { keyId, openBox, sealBox } from '../team-key.ts';
import { type AdminSession, TeamCommandError } from './session.ts';

/**
 * The team key out of this administrator's box.
 * @throws TeamCommandError when there is none for them, or their password has changed since
 */
export async function openTeamKey({ db, address }: AdminSession, secret: string): Promise<Uint8Array> {
  const key = await keyOf({ db }, address.user, secret);
  if (key !== undefined) return key;
  throw new TeamCommandError(
    `The team key does not open with the password of ${address.user}, which was changed or is new here; run reseal with the login and the password of any agent`,
  );
}

/** `reseal`: makes the box of this administrator anew, with the key out of an agent's. */
export async function reseal(session: AdminSession, login: string, password: string, secret: string): Promise<void> {
  const { db, address, did } = session;
  const key = await keyOf(session, login, password);
  if (key === undefined) throw new TeamCommandError(`The team key does not open with this password of ${login}`);
  await db.query(
    'INSERT INTO throughline.key_boxes (login, box) VALUES ($1, $2) ON CONFLICT (login) DO UPDATE SET box = excluded.box',
    [address.user, await sealBox(key, address.user, secret)],
  );
  await db.query("SELECT throughline.note_audit('reseal', 'meta', NULL, NULL, $1)", [{ login }]);
  did.push(`The team key opens with the password of ${address.user} again`);
}

async function keyOf({ db }: Pick<AdminSession, 'db'>, login: string, password: string): Promise<Uint8Array | undefined> {
  const { rows } = await db.query<{ box: string; key_id: string }>(
    'SELECT b.box, m.key_id FROM throughline.key_boxes b, throughline.meta m WHERE b.login = $1',
    [login],
  );
  const [row] = rows;
  const key = row === undefined ? undefined : await openBox(row.box, login, password);
  return key !== undefined && keyId(key) === row?.key_id ? key : undefined;
}
