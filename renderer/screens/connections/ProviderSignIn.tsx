import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelId, ConnectionProblem } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { Details } from '../../components/Details.tsx';
import { attempt } from '../feedback.tsx';
import styles from './SignIn.module.css';

async function signIn(channelId: ChannelId): Promise<ConnectionProblem | undefined> {
  const channel = (await call('channel.list', {})).find(({ id }) => id === channelId);
  if (!channel) throw new Error(`No channel ${channelId}`);
  const { problem } = await call('channel.signIn', { channel });
  if (problem !== undefined) return problem;
  await call('channel.save', { channel });
  await call('channel.retry', { channelId });
  return undefined;
}

/** The provider wants the person: its page in the browser, and another try. */
export function ProviderSignIn({ channelId }: { channelId: ChannelId }) {
  const { t } = useTranslation();
  const [waiting, setWaiting] = useState(false);
  const [problem, setProblem] = useState<ConnectionProblem>();
  return (
    <div className={styles.form}>
      <Button
        size="xs"
        loading={waiting}
        onClick={() => {
          setWaiting(true);
          setProblem(undefined);
          void attempt(signIn(channelId).then(setProblem)).then(() => setWaiting(false));
        }}
      >
        {t('connections.signIn')}
      </Button>
      {waiting && (
        <>
          <span>{t('channelForm.signInWaiting')}</span>
          <Button size="xs" variant="subtle" onClick={() => void attempt(call('channel.signInCancel', { channelId }))}>
            {t('action.cancel')}
          </Button>
        </>
      )}
      {problem && <Details text={`${problem.code}: ${problem.detail}`} />}
    </div>
  );
}
