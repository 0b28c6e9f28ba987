import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Connection } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { ChannelIcon } from '../../components/ChannelIcon.tsx';
import { Details } from '../../components/Details.tsx';
import { useNow } from '../../components/use-now.ts';
import { clock, when } from '../../i18n/time.ts';
import { attempt } from '../feedback.tsx';
import styles from './ConnectionCard.module.css';
import { ProviderSignIn } from './ProviderSignIn.tsx';
import { Quarantine } from './Quarantine.tsx';
import { SignIn } from './SignIn.tsx';
import { importingWords, mood, noticeWords, problemWords, stateWords } from './words.ts';

/** One channel: address, state in words, trouble in three sentences, and the buttons that help. */
export function ConnectionCard({ connection }: { connection: Connection }) {
  const { t } = useTranslation();
  const now = useNow();
  const {
    channelId,
    kind,
    name,
    address,
    state,
    lastContactAt,
    retryAt,
    error,
    importing,
    quarantined,
    notices,
    fromColleagues,
  } = connection;
  const problem = error && state !== 'online' ? problemWords(error, kind) : undefined;
  const mayRetry = state === 'backoff' || state === 'conflict' || state === 'stopped';
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <ChannelIcon kind={kind} />
        <span className={styles.name}>{name}</span>
        <span className={styles.state} data-mood={mood(connection)}>
          {stateWords(connection, now)}
        </span>
      </div>
      <div className={styles.facts}>
        <span>{fromColleagues ? t('connections.fromColleagues') : address}</span>
        {lastContactAt !== undefined && <span>{t('connections.lastContact', { time: when(lastContactAt, now) })}</span>}
        {state === 'backoff' && retryAt !== undefined && retryAt > now && (
          <span>{t('connections.retryAt', { time: clock(retryAt) })}</span>
        )}
      </div>
      {importing && (
        <div className={styles.importing}>
          <progress value={importing.done} max={Math.max(importing.total, 1)} aria-label={importingWords(importing)} />
          <span>{importingWords(importing)}</span>
        </div>
      )}
      {problem && error && (
        <div className={styles.problem}>
          <p>{problem.what}</p>
          <p>{problem.we}</p>
          <p>{problem.you}</p>
          {error.detail !== '' && <Details text={`${error.code}${error.host ? ` (${error.host})` : ''}: ${error.detail}`} />}
        </div>
      )}
      {notices?.map((notice) => (
        <p key={JSON.stringify(notice)} className={styles.notice}>
          {noticeWords(notice)}
        </p>
      ))}
      {state === 'needs-auth' &&
        (error?.code === 'sign-in' ? <ProviderSignIn channelId={channelId} /> : <SignIn channelId={channelId} kind={kind} />)}
      {mayRetry && (
        <Button size="compact-xs" variant="default" onClick={() => void attempt(call('channel.retry', { channelId }))}>
          {t('connections.retry')}
        </Button>
      )}
      {quarantined > 0 && <Quarantine channelId={channelId} count={quarantined} />}
    </li>
  );
}
