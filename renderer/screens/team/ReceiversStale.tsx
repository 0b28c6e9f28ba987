import { useTranslation } from 'react-i18next';
import { useNow } from '../../components/use-now.ts';
import { moment } from '../../i18n/time.ts';
import { useApp } from '../../state/store.ts';
import styles from './Reassign.module.css';

/** Says from when it is how colleagues stand and what they have, while the server cannot be asked. */
export function ReceiversStale() {
  const { t } = useTranslation();
  const now = useNow();
  const since = useApp(({ team }) => (team?.state === 'away' ? team.since : undefined));
  if (since === undefined) return null;
  return (
    <p className={styles.facts} role="status">
      <span className={styles.warn}>{t('team.reassign.stale', { time: moment(since, now) })}</span>
    </p>
  );
}
