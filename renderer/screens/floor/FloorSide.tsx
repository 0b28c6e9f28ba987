import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { IconUsers, IconX } from '../../components/icons.ts';
import { useNow } from '../../components/use-now.ts';
import { useApp } from '../../state/store.ts';
import { useShownKey } from '../shortcuts/keys.ts';
import { reasonsTogether } from '../team/queue-reasons.ts';
import { useQueueReasons } from '../team/use-queue-reasons.ts';
import { FloorList } from './FloorList.tsx';
import styles from './FloorSide.module.css';
import { queueName, stateWords } from './words.ts';

function reassign(): void {
  const { picked } = useApp.getState();
  if (picked.size > 0) useApp.setState({ asking: { question: 'reassign', customerIds: [...picked] } });
}

/** Beside the floor: the conversations of whoever was opened, and what can be done with those picked. */
export function FloorSide() {
  const { t } = useTranslation();
  const now = useNow();
  const place = useApp((state) => state.floorPlace);
  const floor = useApp((state) => state.floor);
  const close = useApp((state) => state.openFloorPlace);
  const slim = useApp((state) => state.followed !== undefined) || undefined;
  if (!place)
    return (
      <aside data-empty data-slim={slim} className={styles.side} aria-label={t('floor.side')}>
        <EmptyState icon={<IconUsers size={32} stroke={1.2} />} title={t('floor.sideNone')} hint={t('floor.sideHint')} />
      </aside>
    );
  const agent = 'agentId' in place ? floor?.agents.find(({ id }) => id === place.agentId) : undefined;
  const queue =
    'departmentId' in place ? floor?.queues.find(({ department }) => (department?.id ?? null) === place.departmentId) : undefined;
  const name = agent?.name ?? (queue ? queueName(queue) : '');
  return (
    <aside data-slim={slim} className={styles.side} aria-label={t('floor.side')}>
      <header className={styles.head}>
        <div className={styles.who}>
          <h2>{name}</h2>
          <span>{agent ? stateWords(agent, now) : t('floor.unassignedHere')}</span>
        </div>
        <IconButton label={t('action.close')} keys="Esc" onClick={() => close(undefined)}>
          <IconX size={16} stroke={1.6} aria-hidden />
        </IconButton>
      </header>
      <Selection />
      {queue && <QueueReasons />}
      <FloorList label={t('floor.conversationsOf', { name })} onReassign={reassign} />
    </aside>
  );
}

/** Why nobody is given what waits here, where the rules of the team give out. */
function QueueReasons() {
  const { t } = useTranslation();
  const rows = useApp((state) => state.floorRows);
  const ids = useMemo(
    () => (rows ?? []).filter(({ waitingSince }) => waitingSince !== undefined).map(({ customerId }) => customerId),
    [rows],
  );
  const reasons = reasonsTogether(useQueueReasons(ids));
  if (reasons.length === 0) return null;
  return (
    <ul className={styles.reasons} aria-label={t('floor.whyQueued')}>
      {reasons.map(({ words, count }) => (
        <li key={words}>
          <span>{words}</span>
          <span>{count}</span>
        </li>
      ))}
    </ul>
  );
}

function Selection() {
  const { t } = useTranslation();
  const key = useShownKey('assign');
  const picked = useApp((state) => state.picked);
  const followed = useApp((state) => state.followed);
  const { clearPicked, lookAt } = useApp.getState();
  const [only] = picked;
  if (only === undefined) return <p className={styles.hint}>{t('floor.pickHint')}</p>;
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('desk.selection')}>
      <span role="status">{t('desk.chosen', { count: picked.size })}</span>
      {picked.size === 1 && only !== followed && (
        <button type="button" onClick={() => lookAt(only)}>
          {t('floor.follow')}
        </button>
      )}
      <button type="button" data-tip={`${t('desk.reassign')} · ${key}`} onClick={reassign}>
        {t('desk.reassign')}
      </button>
      <IconButton label={t('desk.clear')} keys="Esc" onClick={clearPicked}>
        <IconX size={16} stroke={1.6} aria-hidden />
      </IconButton>
    </div>
  );
}
