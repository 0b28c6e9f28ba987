import type { ChannelConfig } from '../../../shared/contract/provision.ts';
import type { ReadDb } from '../db.ts';
import { me } from './settings.repo.ts';

/**
 * Extension of this desk's agent on a PBX. One in the cloud is run at one place for all desks of a team, so there it is first of
 * all the seat of whoever sits here.
 */
export function extensionHere(db: ReadDb, config: ChannelConfig): string | undefined {
  if (config.kind === 'asterisk') return config.extension;
  if (config.kind !== 'cloud-pbx') return undefined;
  const { name, email } = me(db);
  const names = [name, email, email?.split('@')[0]].flatMap((one) => (one ? [one.toLowerCase()] : []));
  const seat = config.agents?.find(({ agent }) => names.includes(agent.trim().toLowerCase()));
  return seat?.extension ?? config.extension;
}
