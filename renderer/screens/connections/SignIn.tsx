import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelConfig } from '../../../shared/contract/provision.ts';
import type { ChannelId, ChannelKind } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { SecretInput } from '../../components/SecretInput.tsx';
import { attempt } from '../feedback.tsx';
import styles from './SignIn.module.css';

/** The same channel with a new secret. A mailbox that sends with the same user gets it for both servers. */
export function withSecret(config: ChannelConfig, secret: string): ChannelConfig {
  if (config.kind === 'telegram') return { ...config, token: secret };
  const sameUser = config.smtp.user === undefined || config.smtp.user === config.imap.user;
  return {
    ...config,
    imap: { ...config.imap, password: secret },
    smtp: sameUser ? { ...config.smtp, password: secret } : config.smtp,
  };
}

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
