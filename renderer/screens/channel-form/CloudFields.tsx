import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../components/Choice.tsx';
import { SecretInput } from '../../components/SecretInput.tsx';
import { AtProvider } from './AtProvider.tsx';
import styles from './ChannelForm.module.css';
import { byToken, type CloudDraft, chooseProvider } from './cloud-draft.ts';
import { cloudProviders, manners } from './cloud-providers.ts';
import type { FieldProblem } from './draft.ts';
import { OrderFields } from './OrderFields.tsx';
import { SeatFields } from './SeatFields.tsx';

type Props = {
  draft: CloudDraft;
  problems: Partial<Record<string, FieldProblem>>;
  editing: boolean;
  onChange: (draft: CloudDraft) => void;
  /** As above, of what needs no new test. */
  onSettle: (draft: CloudDraft) => void;
};

export function CloudFields({ draft, problems, editing, onChange, onSettle }: Props) {
  const { t } = useTranslation();
  const { provider } = draft;
  // The key that a provider signs with is given by the provider; any other secret is ours to invent.
  const ours = manners[provider].key !== true;
  const error = (field: string) => {
    const problem = problems[field];
    return problem && t(`channelForm.${problem}`);
  };
  const field = (name: 'name' | 'key' | 'url' | 'path' | 'host' | 'port') => ({
    value: draft[name],
    error: error(name),
    onChange: (event: { currentTarget: { value: string } }) => onChange({ ...draft, [name]: event.currentTarget.value }),
  });
  return (
    <>
      <div className={styles.row}>
        <TextInput label={t('channelForm.name')} data-autofocus {...field('name')} />
        <div className={styles.select}>
          <span className={styles.label} aria-hidden>
            {t('channelForm.cloud.provider')}
          </span>
          <Choice
            look="field"
            label={t('channelForm.cloud.provider')}
            value={provider}
            options={cloudProviders.map((each) => ({ value: each, label: t(`channelForm.cloud.providers.${each}`) }))}
            onChoose={(value) => {
              const chosen = cloudProviders.find((each) => each === value);
              if (chosen) onChange(chooseProvider(draft, chosen));
            }}
          />
        </div>
        {provider === 'generic' && (
          <div className={styles.select}>
            <span className={styles.label} aria-hidden>
              {t('channelForm.cloud.auth')}
            </span>
            <Choice
              look="field"
              label={t('channelForm.cloud.auth')}
              value={draft.auth}
              options={(['hmac', 'token'] as const).map((each) => ({
                value: each,
                label: t(`channelForm.cloud.authWay.${each}`),
              }))}
              onChoose={(value) => onChange({ ...draft, auth: value === 'token' ? 'token' : 'hmac' })}
            />
          </div>
        )}
        {manners[provider].key && (
          <TextInput label={t(`channelForm.cloud.key.${provider === 'zadarma' ? 'zadarma' : 'mango'}`)} {...field('key')} />
        )}
        <SecretInput
          label={t(`channelForm.cloud.secret.${byToken(draft) ? 'token' : provider === 'mango' ? 'mango' : 'signed'}`)}
          placeholder={editing ? t('channelForm.passwordKept') : ''}
          value={draft.secret}
          error={error('secret')}
          onChange={(event) => onChange({ ...draft, secret: event.currentTarget.value })}
        />
      </div>
      {provider === 'beeline' && (
        <SecretInput
          label={t('channelForm.cloud.token')}
          description={t('channelForm.cloud.beelineToken')}
          placeholder={editing ? t('channelForm.passwordKept') : ''}
          value={draft.token}
          onChange={(event) => onChange({ ...draft, token: event.currentTarget.value })}
        />
      )}
      {ours && (
        <div>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onChange({ ...draft, secret: crypto.randomUUID().replaceAll('-', '') })}
          >
            {t('channelForm.cloud.invent')}
          </Button>
        </div>
      )}
      <fieldset className={styles.files}>
        <legend>{t('channelForm.cloud.here')}</legend>
        <p className={styles.hint}>{t('channelForm.cloud.hereHint')}</p>
        <div className={styles.row}>
          <TextInput label={t('channelForm.cloud.url')} placeholder="https://calls.example.com" {...field('url')} />
          <TextInput label={t('channelForm.cloud.path')} {...field('path')} />
          <TextInput label={t('channelForm.cloud.host')} placeholder="127.0.0.1" {...field('host')} />
          <TextInput label={t('channelForm.port')} inputMode="numeric" {...field('port')} />
        </div>
      </fieldset>
      <AtProvider draft={draft} />
      <OrderFields draft={draft} editing={editing} error={error} onChange={onSettle} />
      <fieldset className={styles.files}>
        <legend>{t('channelForm.desk')}</legend>
        <TextInput
          label={t('channelForm.extension')}
          description={t(provider === 'uis' ? 'channelForm.cloud.uisExtension' : 'channelForm.extensionHint')}
          w={260}
          value={draft.extension}
          error={error('extension')}
          onChange={(event) => onSettle({ ...draft, extension: event.currentTarget.value })}
        />
      </fieldset>
      <SeatFields seats={draft.seats} error={error} onChange={(seats) => onSettle({ ...draft, seats })} />
    </>
  );
}
