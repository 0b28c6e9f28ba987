import type { InboundParticipant } from '../../../shared/contract/connector.ts';
import type { AsteriskChannelConfig } from '../../../shared/contract/provision.ts';
import type { Agent, CallParticipant } from '../../../shared/model/index.ts';
import type { ReadDb } from '../../store/db.ts';
import { listAgents, me } from '../../store/repos/settings.repo.ts';

/** Who sits where, as the channel's configuration says; `extension` is this desk's own. */
export type Desks = Pick<AsteriskChannelConfig, 'extension' | 'agents'>;

/** A participant with the agent who sits at that extension, where one is known. */
export function agentAt(db: ReadDb, { desks }: { desks?: Desks }, participant: InboundParticipant): CallParticipant {
  const { extension, number, name } = participant;
  const shown: CallParticipant = {
    ...(extension === undefined ? {} : { extension }),
    ...(number === undefined ? {} : { number }),
    ...(name === undefined ? {} : { name }),
  };
  if (extension === undefined || desks === undefined) return shown;
  const seat = desks.agents?.find((one) => one.extension === extension);
  const agent = seat ? agentNamed(db, seat.agent) : extension === desks.extension ? me(db) : undefined;
  if (agent) return { ...shown, agentId: agent.id, ...(agent.name === '' ? {} : { name: agent.name }) };
  const seated = seat?.name ?? seat?.agent;
  return seated === undefined ? shown : { ...shown, name: seated };
}

function agentNamed(db: ReadDb, asked: string): Agent | undefined {
  const text = asked.trim().toLowerCase();
  return listAgents(db).find(
    ({ name, email }) =>
      name.toLowerCase() === text || email?.toLowerCase() === text || email?.toLowerCase().split('@')[0] === text,
  );
}
