import { Checkbox, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SecretInput } from '../../components/SecretInput.tsx';
import styles from './ChannelForm.module.css';
import { type EmailDraft, effective, type FieldProblem } from './draft.ts';
import { ServerFields } from './ServerFields.tsx';

type Props = {
  draft: EmailDraft;
  problems: Partial<Record<string, FieldProblem>>;
  editing: boolean;
  onChange: (draft: EmailDraft) => void;
};

export function EmailFields({ draft, problems, editing, onChange }: Props) {
  const { t } = useTranslation();
  const now = effective(draft);
  const error = (field: string) => {
    const problem = problems[field];
    return problem && t(`channelForm.${problem}`);
  };
  return (
    <>
      <div className={styles.row}>
        <TextInput
          label={t('channelForm.address')}
          type="email"
          autoComplete="off"
          data-autofocus
          value={draft.address}
          error={error('address')}
          onChange={(event) => onChange({ ...draft, address: event.currentTarget.value })}
        />
        <TextInput
          label={t('channelForm.name')}
          value={now.name}
          error={error('name')}
          onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
        />
        <TextInput
          label={t('channelForm.user')}
          autoComplete="off"
          value={now.user}
          error={error('user')}
          onChange={(event) => onChange({ ...draft, user: event.currentTarget.value })}
        />
        <SecretInput
          label={t('channelForm.password')}
          placeholder={editing ? t('channelForm.passwordKept') : ''}
          value={draft.password}
          error={error('password')}
          onChange={(event) => onChange({ ...draft, password: event.currentTarget.value })}
        />
      </div>
      <ServerFields
        title={t('channelForm.imap')}
        server={draft.imap}
        host={now.imapHost}
        port={now.imapPort}
        hostError={error('imapHost')}
        portError={error('imapPort')}
        onChange={(imap) => onChange({ ...draft, imap })}
      />
      <ServerFields
        title={t('channelForm.smtp')}
        server={draft.smtp}
        host={now.smtpHost}
        port={now.smtpPort}
        hostError={error('smtpHost')}
        portError={error('smtpPort')}
        onChange={(smtp) => onChange({ ...draft, smtp })}
      />
      <Checkbox
        label={t('channelForm.smtpSame')}
        checked={draft.smtpSame}
        onChange={(event) => onChange({ ...draft, smtpSame: event.currentTarget.checked })}
      />
      {!draft.smtpSame && (
        <div className={styles.row}>
          <TextInput
            label={t('channelForm.user')}
            autoComplete="off"
            value={draft.smtpUser}
            error={error('smtpUser')}
            onChange={(event) => onChange({ ...draft, smtpUser: event.currentTarget.value })}
          />
          <SecretInput
            label={t('channelForm.password')}
            placeholder={editing ? t('channelForm.passwordKept') : ''}
            value={draft.smtpPassword}
            onChange={(event) => onChange({ ...draft, smtpPassword: event.currentTarget.value })}
          />
        </div>
      )}
      <TextInput
        label={t('channelForm.importDays')}
        inputMode="numeric"
        w={300}
        value={draft.importDays}
        error={error('importDays')}
        onChange={(event) => onChange({ ...draft, importDays: event.currentTarget.value })}
      />
    </>
  );
}
