import { Checkbox, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SecretInput } from '../../components/SecretInput.tsx';
import type { FieldProblem, TelegramDraft } from './draft.ts';

type Props = {
  draft: TelegramDraft;
  problems: Partial<Record<string, FieldProblem>>;
  editing: boolean;
  onChange: (draft: TelegramDraft) => void;
};

export function TelegramFields({ draft, problems, editing, onChange }: Props) {
  const { t } = useTranslation();
  const error = (field: string) => {
    const problem = problems[field];
    return problem && t(`channelForm.${problem}`);
  };
  return (
    <>
      <TextInput
        label={t('channelForm.name')}
        description={t('channelForm.nameHint')}
        data-autofocus
        value={draft.name ?? 'Telegram'}
        error={error('name')}
        onChange={(event) => onChange({ ...draft, name: event.currentTarget.value })}
      />
      <SecretInput
        label={t('channelForm.token')}
        description={t('channelForm.tokenHint')}
        placeholder={editing ? t('channelForm.passwordKept') : ''}
        value={draft.token}
        error={error('token')}
        onChange={(event) => onChange({ ...draft, token: event.currentTarget.value })}
      />
      <TextInput
        label={t('channelForm.apiRoot')}
        description={t('channelForm.apiRootHint')}
        placeholder="https://api.telegram.org"
        value={draft.apiRoot}
        error={error('apiRoot')}
        onChange={(event) => onChange({ ...draft, apiRoot: event.currentTarget.value })}
      />
      {draft.apiRoot.trim() !== '' && (
        <Checkbox
          label={t('channelForm.localServer')}
          description={t('channelForm.localServerHint')}
          checked={draft.localServer}
          onChange={(event) => onChange({ ...draft, localServer: event.currentTarget.checked })}
        />
      )}
      <Checkbox
        label={t('channelForm.takesGroups')}
        description={t('channelForm.takesGroupsHint')}
        checked={draft.takesGroups}
        onChange={(event) => onChange({ ...draft, takesGroups: event.currentTarget.checked })}
      />
    </>
  );
}
