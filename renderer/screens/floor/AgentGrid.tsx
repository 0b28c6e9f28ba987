import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FloorAgent } from '../../../shared/model/index.ts';
import { agentKey, compareAgents } from '../../state/floor-order.ts';
import { useApp } from '../../state/store.ts';
import { AgentMenu } from './AgentMenu.tsx';
import { Load, Risk, State, some, Who } from './Cells.tsx';
import type { Column } from './column.ts';
import { FloorGrid } from './FloorGrid.tsx';
import { longestWords } from './words.ts';

const openAgent = ({ id }: FloorAgent): void => useApp.getState().openFloorPlace({ agentId: id });
const end = (agent: FloorAgent) => <AgentMenu agent={agent} />;

/** Everybody of the team, trouble on top. */
export function AgentGrid({ onDrop }: { onDrop: (agent: FloorAgent, at: { x: number; y: number }) => void }) {
  const { t } = useTranslation();
  const agents = useApp((state) => state.floor?.agents);
  const opened = useApp(({ floorPlace }) => (floorPlace && 'agentId' in floorPlace ? floorPlace.agentId : undefined));
  const sorted = useMemo(() => (agents ?? []).toSorted(compareAgents), [agents]);
  const columns = useMemo(
    (): ReadonlyArray<Column<FloorAgent>> => [
      { key: 'name', head: t('floor.agent'), cell: (agent) => <Who agent={agent} /> },
      { key: 'state', head: t('floor.state'), cell: (agent, now) => <State agent={agent} now={now} /> },
      { key: 'load', head: t('floor.loadHead'), cell: (agent) => <Load agent={agent} /> },
      { key: 'waiting', head: t('floor.waiting'), figure: true, cell: ({ waiting }) => some(waiting) },
      {
        key: 'longest',
        head: t('floor.longest'),
        figure: true,
        cell: ({ longestWaitingSince }, now) => longestWords(longestWaitingSince, now),
      },
      { key: 'risk', head: t('floor.risk'), cell: ({ late, atRisk }) => <Risk late={late} atRisk={atRisk} /> },
    ],
    [t],
  );
  return (
    <FloorGrid
      label={t('floor.agents')}
      rows={sorted}
      keyOf={agentKey}
      columns={columns}
      opened={opened}
      onOpen={openAgent}
      refusesDrop={({ id, presence }) => {
        if (id === opened) return t('floor.hasThem');
        return presence === 'offline' ? t('floor.notHere') : undefined;
      }}
      onDrop={onDrop}
      end={end}
      tall
    />
  );
}
