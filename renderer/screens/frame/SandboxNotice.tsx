import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { desktop } from '../../bridge/desktop.ts';
import { IconAlertTriangle } from '../../components/icons.ts';
import { Notice } from './Notice.tsx';

/** Told at every start: the sandbox is off, as an AppImage does by itself where the system allows no other way. */
export function SandboxNotice() {
  const { t } = useTranslation();
  const [understood, setUnderstood] = useState(false);
  if (desktop.sandboxed || understood) return null;
  return (
    <Notice
      icon={<IconAlertTriangle size={16} stroke={1.6} aria-hidden />}
      title={t('sandbox.title')}
      text={t('sandbox.text')}
      ok={t('sandbox.ok')}
      onOk={() => setUnderstood(true)}
    />
  );
}
