import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Commands } from '../../../shared/contract/api.ts';
import { call } from '../../bridge/client.ts';
import { desktop } from '../../bridge/desktop.ts';
import { Choice } from '../../components/Choice.tsx';
import { useApp } from '../../state/store.ts';
import { attempt } from '../feedback.tsx';
import { CacheFields } from './CacheFields.tsx';
import { countries } from './countries.ts';
import styles from './GeneralSection.module.css';
import { SavedField } from './SavedField.tsx';

const schemes: readonly MantineColorScheme[] = ['auto', 'light', 'dark'];
const languages = [
  { value: 'en', label: 'English' },
  { value: 'ru', label: 'Русский' },
] as const;

/** Language, appearance, who I am, the workspace. Each field saves itself when it is left. */
export function GeneralSection() {
  const { t, i18n } = useTranslation();
  const workspace = useApp((state) => state.workspace);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  if (!workspace) return null;

  function update(change: Commands['workspace.update']['in']): void {
    void attempt(call('workspace.update', change));
  }

  return (
    <div className={styles.fields}>
      <div className={styles.field} data-setting="language">
        <span>{t('settings.language')}</span>
        <Choice
          look="field"
          label={t('settings.language')}
          value={i18n.language}
          disabled={desktop.forcedLanguage !== undefined}
          options={languages}
          onChoose={(value) => {
            const chosen = languages.find((each) => each.value === value);
            if (chosen) update({ language: chosen.value });
          }}
        />
        {desktop.forcedLanguage !== undefined && <p>{t('settings.languageForced')}</p>}
      </div>
      <div className={styles.field} data-setting="theme">
        <span>{t('settings.theme')}</span>
        <Choice
          look="field"
          label={t('settings.theme')}
          value={colorScheme}
          options={schemes.map((scheme) => ({ value: scheme, label: t(`settings.themeWord.${scheme}`) }))}
          onChoose={(value) => {
            const chosen = schemes.find((scheme) => scheme === value);
            if (chosen) setColorScheme(chosen);
          }}
        />
      </div>
      <SavedField
        id="myName"
        label={t('settings.myName')}
        hint={t('settings.myNameHint')}
        value={workspace.me.name}
        onSave={(agentName) => update({ agentName })}
      />
      <SavedField
        id="myEmail"
        label={t('settings.myEmail')}
        type="email"
        value={workspace.me.email ?? ''}
        onSave={(agentEmail) => update({ agentEmail })}
      />
      <SavedField
        id="workspaceName"
        label={t('settings.workspaceName')}
        value={workspace.name}
        onSave={(name) => update({ name })}
      />
      <div className={styles.field} data-setting="country">
        <span>{t('settings.country')}</span>
        <Choice
          look="field"
          label={t('settings.country')}
          value={workspace.country}
          options={countries(i18n.language, workspace.country)}
          onChoose={(country) => update({ country })}
        />
        <p>{t('settings.countryHint')}</p>
      </div>
      <CacheFields />
    </div>
  );
}
