import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelId, ChannelKind } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { SecretInput } from '../../components/SecretInput.tsx';
import { attempt } from '../feedback.tsx';
import styles from './SignIn.module.css';
import { withSecret } from './secret.ts';

async function signIn(channelId: ChannelId, secret: string): Promise<void> {
  const channels = await call('channel.list', {});
  const config = channels.find((channel) => channel.id === channelId);
  if (!config) throw new Error(`No channel ${channelId}`);
  await call('channel.save', { channel: withSecret(config, secret) });
  await call('channel.retry', { channelId });
}

/** The provider refused our password: a new one, and another try. */
export function SignIn({ channelId, kind }: { channelId: ChannelId; kind: ChannelKind }) {
  const { t } = useTranslation();
  const [secret, setSecret] = useState('');
  const [busy, setBusy] = useState(false);
  const label = kind === 'telegram' ? t('connections.newToken') : t('connections.newPassword');
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setBusy(true);
        void attempt(signIn(channelId, secret)).then((done) => {
          setBusy(false);
          if (done) setSecret('');
        });
      }}
    >
      <SecretInput
        className={styles.field}
        aria-label={label}
        placeholder={label}
        value={secret}
        onChange={(event) => setSecret(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" loading={busy} disabled={secret === ''}>
        {t('connections.signIn')}
      </Button>
    </form>
  );
}
