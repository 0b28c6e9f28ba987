import { useTranslation } from 'react-i18next';
import { call } from '../../bridge/client.ts';
import { IconLock } from '../../components/icons.ts';
import { useApp } from '../../state/store.ts';
import { attempt } from '../feedback.tsx';
import { Notice } from './Notice.tsx';

/** Told once: the system has no keyring, so the key is a file. */
export function KeyFileNotice() {
  const { t } = useTranslation();
  const shown = useApp((state) => state.workspace?.keyFileNotice ?? false);
  if (!shown) return null;
  return (
    <Notice
      icon={<IconLock size={16} stroke={1.6} aria-hidden />}
      title={t('keyFile.title')}
      text={t('keyFile.text')}
      ok={t('keyFile.ok')}
      onOk={() => void attempt(call('workspace.update', { keyFileNoticeSeen: true }))}
    />
  );
}
