import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { IconClock } from '../../components/icons.ts';
import { useApp } from '../../state/store.ts';
import { useView } from '../../state/use-view.ts';
import styles from './Band.module.css';
import { reasonWords } from './queue-reasons.ts';
import { useQueueReasons } from './use-queue-reasons.ts';

/** Why whoever is open waits in the queue although the rules of the team give out what waits. */
export function QueuedBand() {
  const { t } = useTranslation();
  const view = useView('id', 'conversation');
  const inTeam = useApp((state) => state.teamView !== null);
  const id = inTeam && view?.conversation?.status === 'open' && !view.conversation.assignee ? view.id : undefined;
  const [reason] = useQueueReasons(useMemo(() => (id === undefined ? [] : [id]), [id]));
  if (!reason || reason.customerId !== id) return null;
  return (
    <div className={styles.band} role="note">
      <IconClock size={16} stroke={1.8} aria-hidden />
      <span className={styles.words}>{t('team.queued.title', { why: reasonWords(reason) })}</span>
    </div>
  );
}
