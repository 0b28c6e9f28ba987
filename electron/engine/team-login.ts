import { readTeamUrl, type TeamAddress } from '../core/team-url.ts';
import type { Store } from '../store/store.ts';
import { setTeamState, teamState } from '../store/team/state.ts';
import { seal, unseal } from './secrets.ts';

export type TeamLogin = { address: TeamAddress; password: string };

/**
 * The team this desk belongs to: as its administrator's file says now, or as an earlier one did. The password moves into sealed
 * storage; one that is left out is the sealed one.
 *
 * @throws Error when the address is none
 */
export function teamLogin(
  store: Store,
  masterKey: Uint8Array,
  given: { url: string; password?: string | undefined } | undefined,
): TeamLogin | undefined {
  const kept = teamState(store.read, 'login');
  const before = kept === null ? {} : unseal(masterKey, Buffer.from(kept, 'base64'));
  const url = given?.url ?? before.url;
  if (url === undefined) return undefined;
  const read = readTeamUrl(url);
  if (!read.ok) throw new Error(`team.url: ${read.message}`);
  const password = given?.password || read.address.password || (before.password ?? '');
  if (url !== before.url || password !== before.password) {
    const sealed = Buffer.from(seal(masterKey, { url, password })).toString('base64');
    store.write((tx) => setTeamState(tx, 'login', sealed));
  }
  return { address: read.address, password };
}
