import { Checkbox, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SecretInput } from '../../components/SecretInput.tsx';
import styles from './ChannelForm.module.css';
import { type AsteriskDraft, effectiveAsterisk, phoneLeavesOpen } from './phone-draft.ts';

type Props = {
  draft: AsteriskDraft;
  editing: boolean;
  error: (field: string) => string | undefined;
  onChange: (draft: AsteriskDraft) => void;
};

/** This desk as a telephone over WebRTC. Address and user follow the PBX and the extension until somebody types others. */
export function SoftphoneFields({ draft, editing, error, onChange }: Props) {
  const { t } = useTranslation();
  const { phone } = draft;
  const now = effectiveAsterisk(draft);
  const set = (change: Partial<AsteriskDraft['phone']>) => onChange({ ...draft, phone: { ...phone, ...change } });
  return (
    <fieldset className={styles.files}>
      <legend>{t('channelForm.softphone')}</legend>
      <Checkbox
        label={t('channelForm.hasPhone')}
        description={t('channelForm.hasPhoneHint')}
        checked={draft.hasPhone}
        onChange={(event) => onChange({ ...draft, hasPhone: event.currentTarget.checked })}
      />
      {draft.hasPhone && (
        <>
          <div className={styles.row}>
            <TextInput
              label={t('channelForm.phoneUrl')}
              value={now.phoneUrl}
              error={error('phoneUrl')}
              onChange={(event) => set({ url: event.currentTarget.value })}
            />
            <TextInput
              label={t('channelForm.phoneDomain')}
              value={now.phoneDomain}
              error={error('phoneDomain')}
              onChange={(event) => set({ domain: event.currentTarget.value })}
            />
            <TextInput
              label={t('channelForm.phoneUser')}
              autoComplete="off"
              value={now.phoneUser}
              error={error('phoneUser')}
              onChange={(event) => set({ user: event.currentTarget.value })}
            />
            <SecretInput
              label={t('channelForm.phonePassword')}
              placeholder={editing ? t('channelForm.passwordKept') : ''}
              value={phone.password}
              error={error('phonePassword')}
              onChange={(event) => set({ password: event.currentTarget.value })}
            />
          </div>
          <TextInput
            label={t('channelForm.stun')}
            description={t('channelForm.stunHint')}
            placeholder="stun:stun.example.com:3478"
            value={phone.stun}
            onChange={(event) => set({ stun: event.currentTarget.value })}
          />
          {phoneLeavesOpen(now.phoneUrl) && (
            <Checkbox
              label={t('channelForm.allowInsecure')}
              description={t('channelForm.insecure')}
              checked={phone.allowInsecure}
              onChange={(event) => set({ allowInsecure: event.currentTarget.checked })}
            />
          )}
        </>
      )}
    </fieldset>
  );
}
