import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SecretInput } from '../../components/SecretInput.tsx';
import styles from './ChannelForm.module.css';
import type { CloudDraft } from './cloud-draft.ts';

type Props = {
  draft: CloudDraft;
  editing: boolean;
  error: (field: string) => string | undefined;
  onChange: (draft: CloudDraft) => void;
};

/** How a call is begun at the provider: a request, as documented where there is a document. */
export function OrderFields({ draft, editing, error, onChange }: Props) {
  const { t } = useTranslation();
  const { headers } = draft.kept.order ?? {};
  const carriesToken = /\{token\}/.test(`${draft.orderUrl}${draft.orderBody}${JSON.stringify(headers ?? {})}`);
  return (
    <fieldset className={styles.files}>
      <legend>{t('channelForm.cloud.out')}</legend>
      <Checkbox
        label={t('channelForm.cloud.dials')}
        checked={draft.dials}
        onChange={(event) => onChange({ ...draft, dials: event.currentTarget.checked })}
      />
      {draft.dials && (
        <>
          <TextInput
            label={t('channelForm.cloud.orderUrl')}
            description={t('channelForm.cloud.orderHint')}
            value={draft.orderUrl}
            error={error('orderUrl')}
            onChange={(event) => onChange({ ...draft, orderUrl: event.currentTarget.value })}
          />
          {draft.kept.order?.method !== 'GET' && (
            <Textarea
              label={t('channelForm.cloud.orderBody')}
              autosize
              minRows={1}
              maxRows={6}
              value={draft.orderBody}
              error={error('orderBody')}
              onChange={(event) => onChange({ ...draft, orderBody: event.currentTarget.value })}
            />
          )}
          {/* Beeline's opens more than this, and stands above. */}
          {carriesToken && draft.provider !== 'beeline' && (
            <SecretInput
              label={t('channelForm.cloud.token')}
              placeholder={editing ? t('channelForm.passwordKept') : ''}
              value={draft.token}
              error={error('token')}
              onChange={(event) => onChange({ ...draft, token: event.currentTarget.value })}
            />
          )}
        </>
      )}
    </fieldset>
  );
}
