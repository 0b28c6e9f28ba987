import { Checkbox, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../components/Choice.tsx';
import styles from './ChannelForm.module.css';
import { leavesMachine, type ServerDraft, type Tls } from './server-draft.ts';

type Props = {
  title: string;
  server: ServerDraft;
  host: string;
  port: string;
  hostError: string | undefined;
  portError: string | undefined;
  /** The kinds of encryption the server has; all of them unless said. */
  kinds?: readonly Tls[];
  onChange: (server: ServerDraft) => void;
};

const every: readonly Tls[] = ['implicit', 'starttls', 'none'];

/** Host, port and encryption. The port follows the encryption until somebody types one. */
export function ServerFields({ title, server, host, port, hostError, portError, kinds = every, onChange }: Props) {
  const { t } = useTranslation();
  const label = (word: string) => `${title}: ${word}`;
  return (
    <fieldset className={styles.server}>
      <legend>{title}</legend>
      <TextInput
        label={t('channelForm.host')}
        aria-label={label(t('channelForm.host'))}
        value={host}
        error={hostError}
        onChange={(event) => onChange({ ...server, host: event.currentTarget.value })}
      />
      <TextInput
        label={t('channelForm.port')}
        aria-label={label(t('channelForm.port'))}
        inputMode="numeric"
        value={port}
        error={portError}
        onChange={(event) => onChange({ ...server, port: event.currentTarget.value })}
      />
      <div className={styles.select}>
        <span className={styles.label} aria-hidden>
          {t('channelForm.tls')}
        </span>
        <Choice
          look="field"
          label={label(t('channelForm.tls'))}
          value={server.tls}
          options={kinds.map((kind) => ({ value: kind, label: t(`channelForm.tlsWord.${kind}`) }))}
          onChoose={(value) => {
            const { port: _, ...rest } = server;
            const tls = kinds.find((kind) => kind === value);
            if (tls) onChange({ ...rest, tls });
          }}
        />
      </div>
      {server.tls === 'none' && host !== '' && leavesMachine(host) && (
        <div className={styles.wide}>
          <p className={styles.hint}>{t('channelForm.insecure')}</p>
          <Checkbox
            mt={4}
            label={t('channelForm.allowInsecure')}
            checked={server.allowInsecure}
            onChange={(event) => onChange({ ...server, allowInsecure: event.currentTarget.checked })}
          />
        </div>
      )}
    </fieldset>
  );
}
