import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { call } from '../../bridge/client.ts';
import { IconLock } from '../../components/icons.ts';
import { useApp } from '../../state/store.ts';
import { attempt } from '../feedback.tsx';
import styles from './KeyFileNotice.module.css';

/** Told once: the system has no keyring, so the key is a file. */
export function KeyFileNotice() {
  const { t } = useTranslation();
  const shown = useApp((state) => state.workspace?.keyFileNotice ?? false);
  if (!shown) return null;
  return (
    <aside className={styles.notice} aria-label={t('keyFile.title')}>
      <IconLock size={16} stroke={1.6} aria-hidden />
      <p>
        <strong>{t('keyFile.title')}.</strong> {t('keyFile.text')}
      </p>
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => void attempt(call('workspace.update', { keyFileNoticeSeen: true }))}
      >
        {t('keyFile.ok')}
      </Button>
    </aside>
  );
}
