import { useTranslation } from 'react-i18next';
import type { TeamConnection } from '../../../shared/model/index.ts';
import { useNow } from '../../components/use-now.ts';
import styles from './TeamCard.module.css';
import { teamMood, teamStateWords } from './team-words.ts';

/** How this desk stands with its team: what goes on alone, and what waits. */
export function TeamCard({ team }: { team: TeamConnection }) {
  const { t } = useTranslation();
  const now = useNow();
  const { progress, waiting, state, host, detail } = team;
  const ill = state === 'away' || state === 'refused';
  return (
    <section className={styles.team} aria-label={t('connections.team.name')}>
      <div className={styles.head}>
        <span className={styles.name}>{t('connections.team.name')}</span>
        <span className={styles.state} data-mood={teamMood(team)}>
          {teamStateWords(team, now)}
        </span>
      </div>
      <span className={styles.quiet}>{host}</span>
      {progress && <progress max={progress.total} value={progress.done} aria-label={t('connections.team.catchingUp')} />}
      {state === 'away' && <p className={styles.quiet}>{t('connections.team.meanwhile')}</p>}
      {waiting > 0 && <p>{t('connections.team.waiting', { count: waiting })}</p>}
      {ill && detail !== undefined && (
        <details className={styles.quiet}>
          <summary>{t('action.details')}</summary>
          {detail}
        </details>
      )}
    </section>
  );
}
