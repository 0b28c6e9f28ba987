import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MailFolder } from '../../../shared/contract/channel-test.ts';
import { SecretInput } from '../../components/SecretInput.tsx';
import styles from './ChannelForm.module.css';
import { type EmailDraft, effective, type FieldProblem } from './draft.ts';
import { EmailLogin } from './EmailLogin.tsx';
import { EmailReading } from './EmailReading.tsx';
import { ServerFields } from './ServerFields.tsx';

type Props = {
  draft: EmailDraft;
  problems: Partial<Record<string, FieldProblem>>;
  editing: boolean;
  /** Folders of the mailbox, once the server has listed them. */
  folders: MailFolder[] | undefined;
  /** The certificate of a server was not trusted: an authority may be named. */
  asksForAuthority: boolean;
  onChange: (draft: EmailDraft) => void;
  /** As above, of what needs no new test. */
  onSettle: (draft: EmailDraft) => void;
};

export function EmailFields({ draft, problems, editing, folders, asksForAuthority, onChange, onSettle }: Props) {
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
      </div>
      <EmailLogin draft={draft} editing={editing} error={error} onChange={onChange} />
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
      {draft.oauth.way === 'password' && (
        <Checkbox
          label={t('channelForm.smtpSame')}
          checked={draft.smtpSame}
          onChange={(event) => onChange({ ...draft, smtpSame: event.currentTarget.checked })}
        />
      )}
      {!draft.smtpSame && draft.oauth.way === 'password' && (
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
      {(asksForAuthority || draft.ca !== '') && (
        <Textarea
          label={t('channelForm.ca')}
          description={t('channelForm.caHint')}
          autosize
          minRows={1}
          maxRows={4}
          value={draft.ca}
          onChange={(event) => onChange({ ...draft, ca: event.currentTarget.value })}
        />
      )}
      <EmailReading draft={draft} folders={folders} error={error} onChange={onSettle} />
    </>
  );
}
