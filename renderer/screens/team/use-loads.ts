import { useEffect, useMemo, useState } from 'react';
import type { TeamView } from '../../../shared/contract/team.ts';
import type { AgentId } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { subscribeCalmly } from '../../state/calm.ts';

/** The server counts for whoever has the question open. */
const restMs = 1000;

/**
 * The team with what everybody has at this moment, as the server counts it: this desk may know only a part of it. Without the server as
 * far as this desk knows.
 */
export function useLoads(team: TeamView): TeamView {
  const [loads, setLoads] = useState<Record<AgentId, number>>();
  useEffect(() => {
    let current = true;
    const read = (): Promise<void> =>
      call('team.loads', {}).then(
        (answer) => {
          if (current) setLoads(answer.loads);
        },
        () => undefined,
      );
    const stop = subscribeCalmly(({ customers, team: changed }) => changed || customers.length > 0, read, { restMs });
    return () => {
      current = false;
      stop();
    };
  }, []);
  return useMemo(
    () => (loads ? { ...team, colleagues: team.colleagues.map((one) => ({ ...one, open: loads[one.id] ?? 0 })) } : team),
    [team, loads],
  );
}
