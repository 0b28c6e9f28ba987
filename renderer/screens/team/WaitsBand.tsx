import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { WantedChange } from '../../../shared/model/index.ts';
import { IconClock } from '../../components/icons.ts';
import { useView } from '../../state/use-view.ts';
import styles from './Band.module.css';

/** What was decided about whoever is open while the server is away: shown as long as it waits, because nothing else has changed yet. */
export function WaitsBand() {
  const { t } = useTranslation();
  const waiting = useView('waiting')?.waiting;
  if (!waiting) return null;
  return (
    <div className={styles.band} role="note">
      <IconClock size={16} stroke={1.8} aria-hidden />
      <span className={styles.words}>{t('team.waits.title', { what: waiting.flatMap(wishWords).join('; ') })}</span>
    </div>
  );
}

/** `assigned to you`, `status “Resolved”`. */
function wishWords({ mine, assignee, status, tags }: WantedChange): string[] {
  const given = assignee == null ? i18next.t('team.waits.release') : i18next.t('team.waits.give', { name: assignee });
  return [
    ...(mine ? [i18next.t('team.waits.take')] : []),
    ...(mine || assignee === undefined ? [] : [given]),
    ...(status === undefined ? [] : [i18next.t('team.waits.status', { status: i18next.t(`conversation.statusWord.${status}`) })]),
    ...(tags ? [i18next.t('team.waits.tags')] : []),
  ];
}
