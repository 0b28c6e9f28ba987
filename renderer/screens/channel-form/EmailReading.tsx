import { Checkbox, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MailFolder } from '../../../shared/contract/channel-test.ts';
import styles from './ChannelForm.module.css';
import type { EmailDraft } from './draft.ts';

type Props = {
  draft: EmailDraft;
  /** As the server listed them in the last test. */
  folders: MailFolder[] | undefined;
  error: (field: string) => string | undefined;
  onChange: (draft: EmailDraft) => void;
};

/** What of the mailbox is read, and what is followed in it. None of it changes how the connection is made. */
export function EmailReading({ draft, folders, error, onChange }: Props) {
  const { t } = useTranslation();
  const chosen = draft.folders ?? ['INBOX'];
  const toggle = (path: string, on: boolean) => {
    const next = on ? [...chosen, path] : chosen.filter((each) => each !== path);
    if (next.length > 0) onChange({ ...draft, folders: next });
  };
  const gone = folders === undefined ? [] : chosen.filter((path) => !folders.some((folder) => folder.path === path));
  return (
    <>
      <fieldset className={styles.folders}>
        <legend>{t('channelForm.folders')}</legend>
        {folders === undefined ? (
          <p className={styles.hint}>{t('channelForm.foldersUntested', { folders: chosen.join(', ') })}</p>
        ) : (
          <div className={styles.list}>
            {folders.map(({ path, role }) => (
              <Checkbox
                key={path}
                label={role === 'inbox' || role === 'other' ? path : `${path} · ${t(`channelForm.folderRole.${role}`)}`}
                checked={role === 'sent' || chosen.includes(path)}
                disabled={role === 'sent' || (chosen.length === 1 && chosen[0] === path)}
                onChange={(event) => toggle(path, event.currentTarget.checked)}
              />
            ))}
            {gone.map((path) => (
              <Checkbox
                key={path}
                label={`${path} · ${t('channelForm.folderGone')}`}
                checked
                disabled={chosen.length === 1}
                onChange={() => toggle(path, false)}
              />
            ))}
          </div>
        )}
      </fieldset>
      <Checkbox
        label={t('channelForm.followSeen')}
        checked={draft.followSeen}
        onChange={(event) => onChange({ ...draft, followSeen: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('channelForm.markDeleted')}
        checked={draft.markDeleted}
        onChange={(event) => onChange({ ...draft, markDeleted: event.currentTarget.checked })}
      />
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
