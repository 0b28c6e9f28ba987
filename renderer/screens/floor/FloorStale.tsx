import { useTranslation } from 'react-i18next';
import { useNow } from '../../components/use-now.ts';
import { moment } from '../../i18n/time.ts';
import { useApp } from '../../state/store.ts';
import styles from './FloorStale.module.css';

/** Says from when the figures are, when the server cannot be asked. */
export function FloorStale() {
  const { t } = useTranslation();
  const now = useNow();
  const at = useApp(({ floor, floorError, team }) => (team?.state === 'away' ? team.since : floorError ? floor?.at : undefined));
  if (at === undefined) return null;
  return (
    <p className={styles.stale} role="status">
      {t('floor.stale', { time: moment(at, now) })}
    </p>
  );
}
