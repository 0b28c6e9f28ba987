import { useTranslation } from 'react-i18next';
import type { TeamView } from '../../../shared/contract/team.ts';
import type { CustomerId } from '../../../shared/model/index.ts';
import { PresenceDot } from '../../components/PresenceDot.tsx';
import { colleague } from '../../state/team-view.ts';
import { newTo } from './new-to.ts';
import styles from './Reassign.module.css';
import { facts, type Place, readyIn, roomiest } from './receivers.ts';
import { limitOf, overloadOf } from './room.ts';

/** How many of those who could take it are put at hand. */
const atHand = 4;

/** What helps to decide about whoever is chosen: how they stand, what they have, what they speak. */
export function ReceiverFacts({ team, place, customerIds }: { team: TeamView; place: Place; customerIds: CustomerId[] }) {
  const { t } = useTranslation();
  const one = colleague(team, place.agentId);
  if (one) {
    const overload = overloadOf({ open: one.open ?? 0, limit: limitOf(team, one) }, newTo(one.id, customerIds));
    return (
      <p className={styles.facts}>
        <PresenceDot presence={one.presence} />
        <span>{[t(`team.presence.${one.presence}`), ...facts(team, one, t)].join(' · ')}</span>
        {overload && (
          <span className={styles.warn} role="status">
            {t('team.reassign.overload', { name: one.name, ...overload })}
          </span>
        )}
        {one.presence !== 'ready' && <span className={styles.warn}>{t('team.reassign.notReady')}</span>}
      </p>
    );
  }
  if (place.departmentId === undefined || !team.departments.some(({ id }) => id === place.departmentId)) return null;
  const count = readyIn(team, place.departmentId);
  return (
    <p className={styles.facts}>
      <PresenceDot presence={count > 0 ? 'ready' : 'offline'} />
      <span>{count > 0 ? t('team.reassign.anyone', { count }) : t('team.reassign.noneReady')}</span>
    </p>
  );
}

/** Who is ready and has most room: one press. */
export function Suggestions({ team, onChoose }: { team: TeamView; onChoose: (value: string) => void }) {
  const { t } = useTranslation();
  const ready = roomiest(team, atHand);
  if (ready.length === 0) return null;
  return (
    <ul className={styles.suggestions} aria-label={t('team.reassign.roomiest')}>
      {ready.map((one) => (
        <li key={one.id}>
          <button type="button" onClick={() => onChoose(one.id)}>
            <PresenceDot presence={one.presence} />
            <span className={styles.name}>{one.name}</span>
            <span className={styles.quiet}>{facts(team, one, t).join(' · ')}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
