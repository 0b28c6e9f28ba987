import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Quarantined } from '../../../shared/contract/api.ts';
import type { ChannelId } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { desktop } from '../../bridge/desktop.ts';
import { Details } from '../../components/Details.tsx';
import { Time } from '../../components/Time.tsx';
import { attempt, showDone, showError } from '../feedback.tsx';
import styles from './Quarantine.module.css';

/** What arrived and could not be understood: counted, shown on request, tried again. Nothing is dropped silently. */
export function Quarantine({ channelId, count }: { channelId: ChannelId; count: number }) {
  const { t } = useTranslation();
  const [rows, setRows] = useState<Quarantined[]>();

  async function retry(): Promise<void> {
    const { applied, left } = await call('quarantine.retry', { channelId });
    showDone(t('connections.quarantineDone', { applied, left }));
    setRows(undefined);
  }

  return (
    <div className={styles.quarantine}>
      <p>{t('connections.quarantined', { count })}</p>
      <p className={styles.hint}>{t('connections.quarantineHint')}</p>
      <div className={styles.buttons}>
        {!rows && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => {
              call('quarantine.list', { channelId }).then(setRows, showError);
            }}
          >
            {t('action.show')}
          </Button>
        )}
        <Button size="compact-xs" variant="default" onClick={() => void attempt(retry())}>
          {t('connections.quarantineRetry')}
        </Button>
      </div>
      <ul className={styles.rows}>
        {rows?.map(({ id, receivedAt, preview, error, sourceHash }) => (
          <li key={id}>
            <Time at={receivedAt} form="moment" className={styles.hint} /> {preview}
            {sourceHash !== undefined && (
              <button type="button" onClick={() => desktop.openSource(sourceHash)}>
                {t('timeline.source')}
              </button>
            )}
            <Details text={error} />
          </li>
        ))}
      </ul>
    </div>
  );
}
