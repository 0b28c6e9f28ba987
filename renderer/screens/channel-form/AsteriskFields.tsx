import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SecretInput } from '../../components/SecretInput.tsx';
import styles from './ChannelForm.module.css';
import type { FieldProblem } from './draft.ts';
import { FilesFields } from './FilesFields.tsx';
import { type AsteriskDraft, effectiveAsterisk } from './phone-draft.ts';
import { SeatFields } from './SeatFields.tsx';
import { ServerFields } from './ServerFields.tsx';
import { SoftphoneFields } from './SoftphoneFields.tsx';

type Props = {
  draft: AsteriskDraft;
  problems: Partial<Record<string, FieldProblem>>;
  editing: boolean;
  /** The certificate of the PBX was not trusted: an authority may be named. */
  asksForAuthority: boolean;
  onChange: (draft: AsteriskDraft) => void;
  /** As above, of what needs no new test. */
  onSettle: (draft: AsteriskDraft) => void;
};

export function AsteriskFields({ draft, problems, editing, asksForAuthority, onChange, onSettle }: Props) {
  const { t } = useTranslation();
  const now = effectiveAsterisk(draft);
  const error = (field: string) => {
    const problem = problems[field];
    return problem && t(`channelForm.${problem}`);
  };
  return (
    <>
      <TextInput
        label={t('channelForm.name')}
        data-autofocus
        value={now.name}
        error={error('name')}
        onChange={(event) => onSettle({ ...draft, name: event.currentTarget.value })}
      />
      <ServerFields
        title={t('channelForm.ami')}
        server={draft.ami}
        host={now.host}
        port={now.port}
        hostError={error('host')}
        portError={error('port')}
        kinds={['implicit', 'none']}
        onChange={(ami) => onChange({ ...draft, ami })}
      />
      <div className={styles.row}>
        <TextInput
          label={t('channelForm.amiUser')}
          autoComplete="off"
          value={draft.user}
          error={error('user')}
          onChange={(event) => onChange({ ...draft, user: event.currentTarget.value })}
        />
        <SecretInput
          label={t('channelForm.amiSecret')}
          placeholder={editing ? t('channelForm.passwordKept') : ''}
          value={draft.secret}
          error={error('secret')}
          onChange={(event) => onChange({ ...draft, secret: event.currentTarget.value })}
        />
      </div>
      <p className={styles.hint}>{t('channelForm.amiHint')}</p>
      {(asksForAuthority || draft.ca !== '') && (
        <Textarea
          label={t('channelForm.ca')}
          description={t('channelForm.amiCaHint')}
          autosize
          minRows={1}
          maxRows={4}
          value={draft.ca}
          onChange={(event) => onChange({ ...draft, ca: event.currentTarget.value })}
        />
      )}
      <fieldset className={styles.files}>
        <legend>{t('channelForm.desk')}</legend>
        <div className={styles.row}>
          <TextInput
            label={t('channelForm.extension')}
            description={t('channelForm.extensionHint')}
            value={draft.extension}
            error={error('extension')}
            onChange={(event) => onChange({ ...draft, extension: event.currentTarget.value })}
          />
          <TextInput
            label={t('channelForm.context')}
            description={t('channelForm.contextHint')}
            value={draft.originateContext}
            onChange={(event) => onSettle({ ...draft, originateContext: event.currentTarget.value })}
          />
          <TextInput
            label={t('channelForm.device')}
            description={t('channelForm.deviceHint')}
            value={draft.device}
            error={error('device')}
            onChange={(event) => onSettle({ ...draft, device: event.currentTarget.value })}
          />
          <TextInput
            label={t('channelForm.queues')}
            description={t('channelForm.queuesHint')}
            value={draft.queues}
            onChange={(event) => onSettle({ ...draft, queues: event.currentTarget.value })}
          />
        </div>
      </fieldset>
      <SoftphoneFields draft={draft} editing={editing} error={error} onChange={onSettle} />
      <SeatFields seats={draft.seats} error={error} onChange={(seats) => onSettle({ ...draft, seats })} />
      <FilesFields
        title={t('channelForm.recordings')}
        hint={t('channelForm.recordingsHint')}
        files={draft.recordings}
        error={error('recordings')}
        editing={editing}
        onChange={(recordings) => onSettle({ ...draft, recordings })}
      />
      <FilesFields
        title={t('channelForm.voicemail')}
        hint={t('channelForm.voicemailHint')}
        none={t('channelForm.voicemailNone')}
        files={draft.voicemail}
        error={error('voicemail')}
        editing={editing}
        onChange={(voicemail) => onSettle({ ...draft, voicemail })}
      />
      <FilesFields
        title={t('channelForm.history')}
        hint={t('channelForm.historyHint')}
        files={draft.history}
        error={error('history')}
        editing={editing}
        onChange={(history) => onSettle({ ...draft, history })}
      />
    </>
  );
}
