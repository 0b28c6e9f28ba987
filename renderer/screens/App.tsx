import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { desktop } from '../bridge/desktop.ts';
import { Delayed } from '../components/Delayed.tsx';
import { Details } from '../components/Details.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { changeLanguage, chooseLanguage } from '../i18n/index.ts';
import { useApp } from '../state/store.ts';
import { FirstRun } from './first-run/FirstRun.tsx';
import { Attention } from './frame/Attention.tsx';
import { Frame } from './frame/Frame.tsx';

/** Chooses between opening, failure, the first run and the program itself. */
export function App() {
  const { t, i18n } = useTranslation();
  const workspace = useApp((state) => state.workspace);
  const error = useApp((state) => state.workspaceError);
  const readWorkspace = useApp((state) => state.readWorkspace);

  useEffect(() => {
    if (!workspace) return;
    const language = chooseLanguage(desktop.forcedLanguage, workspace.language, desktop.systemLanguage);
    changeLanguage(language);
    desktop.setLanguage(language);
  }, [workspace]);
  useEffect(() => {
    if (workspace) document.title = workspace.name ? `${workspace.name} – Throughline` : 'Throughline';
  }, [workspace]);

  if (workspace) {
    return (
      <>
        <Attention />
        {workspace.firstRun ? <FirstRun /> : <Frame key={i18n.language} />}
      </>
    );
  }
  if (error) {
    return (
      <EmptyState title={t('state.workspaceFailed')} hint={t(`error.${error.code}`)}>
        <Button onClick={() => void readWorkspace()}>{t('action.retry')}</Button>
        <Details text={`${error.code}: ${error.message}`} />
      </EmptyState>
    );
  }
  return (
    <Delayed>
      <EmptyState title={t('state.loading')} />
    </Delayed>
  );
}
