import { Checkbox, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../components/Choice.tsx';
import { SecretInput } from '../../components/SecretInput.tsx';
import styles from './ChannelForm.module.css';
import type { FilesDraft } from './files-draft.ts';
import { leavesMachine } from './server-draft.ts';

type Props = {
  title: string;
  hint: string;
  /** What it means that none is said, where that is not that nothing is fetched. */
  none?: string;
  files: FilesDraft;
  error: string | undefined;
  editing: boolean;
  onChange: (files: FilesDraft) => void;
};

const places = ['none', 'path', 'url'] as const;

/** Where files of the PBX are had: nowhere, a folder of this computer, or a web server. */
export function FilesFields({ title, hint, none, files, error, editing, onChange }: Props) {
  const { t } = useTranslation();
  const { where, place, user, password, allowInsecure } = files;
  const open = where === 'url' && /^http:/i.test(place.trim()) && URL.canParse(place.trim());
  return (
    <fieldset className={styles.files}>
      <legend>{title}</legend>
      <p className={styles.hint}>{hint}</p>
      <div className={styles.place}>
        <Choice
          look="field"
          label={title}
          value={where}
          options={places.map((each) => ({
            value: each,
            label: (each === 'none' ? none : undefined) ?? t(`channelForm.filesWhere.${each}`),
          }))}
          onChoose={(value) => {
            const chosen = places.find((each) => each === value);
            if (chosen) onChange({ ...files, where: chosen, place: '' });
          }}
        />
        {where !== 'none' && (
          <TextInput
            aria-label={`${title}: ${t(`channelForm.filesWhere.${where}`)}`}
            placeholder={where === 'path' ? '/mnt/pbx' : 'https://'}
            value={place}
            error={error}
            onChange={(event) => onChange({ ...files, place: event.currentTarget.value })}
          />
        )}
      </div>
      {where === 'url' && (
        <div className={styles.row}>
          <TextInput
            label={t('channelForm.user')}
            autoComplete="off"
            value={user}
            onChange={(event) => onChange({ ...files, user: event.currentTarget.value })}
          />
          <SecretInput
            label={t('channelForm.password')}
            placeholder={editing ? t('channelForm.passwordKept') : ''}
            value={password}
            onChange={(event) => onChange({ ...files, password: event.currentTarget.value })}
          />
        </div>
      )}
      {open && leavesMachine(new URL(place.trim()).hostname) && (
        <Checkbox
          label={t('channelForm.allowInsecure')}
          description={t('channelForm.insecure')}
          checked={allowInsecure}
          onChange={(event) => onChange({ ...files, allowInsecure: event.currentTarget.checked })}
        />
      )}
    </fieldset>
  );
}
