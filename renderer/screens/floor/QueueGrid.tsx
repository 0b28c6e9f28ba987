import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FloorQueue } from '../../../shared/model/index.ts';
import { compareQueues, queueKey } from '../../state/floor-order.ts';
import { useApp } from '../../state/store.ts';
import { Risk, some } from './Cells.tsx';
import type { Column } from './column.ts';
import { FloorGrid } from './FloorGrid.tsx';
import { longestWords, queueName } from './words.ts';

const openQueue = ({ department }: FloorQueue): void =>
  useApp.getState().openFloorPlace({ departmentId: department?.id ?? null });

/** What waits for anybody of a department, or for anybody at all. */
export function QueueGrid({ onDrop }: { onDrop: (queue: FloorQueue, at: { x: number; y: number }) => void }) {
  const { t } = useTranslation();
  const queues = useApp((state) => state.floor?.queues);
  const opened = useApp(({ floorPlace }) =>
    floorPlace && 'departmentId' in floorPlace ? (floorPlace.departmentId ?? '') : undefined,
  );
  const sorted = useMemo(() => (queues ?? []).toSorted(compareQueues), [queues]);
  const columns = useMemo(
    (): ReadonlyArray<Column<FloorQueue>> => [
      { key: 'name', head: t('floor.queue'), cell: (queue) => <span title={queueName(queue)}>{queueName(queue)}</span> },
      { key: 'ready', head: t('floor.readyHead'), cell: ({ ready }) => t('floor.ready', { count: ready }) },
      { key: 'open', head: t('floor.openHead'), cell: ({ open }) => open },
      { key: 'waiting', head: t('floor.unassigned'), figure: true, cell: ({ unassigned }) => some(unassigned) },
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
      label={t('floor.queues')}
      rows={sorted}
      keyOf={queueKey}
      columns={columns}
      opened={opened}
      onOpen={openQueue}
      refusesDrop={(queue) => {
        if (!queue.department) return t('floor.needsDepartment');
        return queueKey(queue) === opened ? t('floor.alreadyThere') : undefined;
      }}
      onDrop={onDrop}
    />
  );
}
