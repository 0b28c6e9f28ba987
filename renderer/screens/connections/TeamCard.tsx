import { useTranslation } from 'react-i18next';
import type { TeamConnection } from '../../../shared/model/index.ts';
import { Details } from '../../components/Details.tsx';
import { IconUsers } from '../../components/icons.ts';
import { useNow } from '../../components/use-now.ts';
import { moment } from '../../i18n/time.ts';
import styles from './ConnectionCard.module.css';
import { restoringWords, teamMood, teamStateWords } from './team-words.ts';

/** How this desk stands with its team: what goes on alone, and what waits. */
export function TeamCard({ team }: { team: TeamConnection }) {
  const { t } = useTranslation();
  const now = useNow();
  const { progress, waiting, state, host, detail, files, restoring } = team;
  const ill = state === 'away' || state === 'refused';
  return (
    <section className={styles.card} aria-label={t('connections.team.name')}>
      <div className={styles.head}>
        <IconUsers size={16} stroke={1.6} aria-hidden />
        <span className={styles.name}>{t('connections.team.name')}</span>
        <span className={styles.state} data-mood={teamMood(team)}>
          {teamStateWords(team, now)}
        </span>
      </div>
      <div className={styles.facts}>
        <span>{host}</span>
      </div>
      {progress && (
        <div className={styles.importing}>
          <progress max={progress.total} value={progress.done} aria-label={t('connections.team.catchingUp')} />
        </div>
      )}
      {restoring && !ill && <p className={styles.notice}>{restoringWords(restoring)}</p>}
      {state === 'away' && <p className={styles.notice}>{t('connections.team.meanwhile')}</p>}
      {state === 'connected' && files !== undefined && (
        <>
          <p className={styles.notice}>
            {files.state === 'away'
              ? t('connections.team.filesAway', { time: moment(files.since, now) })
              : t('connections.team.filesRefused')}
          </p>
          <Details text={files.detail} />
        </>
      )}
      {waiting > 0 && <p>{t('connections.team.waiting', { count: waiting })}</p>}
      {ill && detail !== undefined && <Details text={detail} />}
    </section>
  );
}
