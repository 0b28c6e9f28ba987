import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/IconButton.tsx';
import { IconCopy } from '../../components/icons.ts';
import { showDone } from '../feedback.tsx';
import styles from './ChannelForm.module.css';

/** Something to be entered elsewhere, as it is, with the button that copies it. */
export function CopyLine({ label, text }: { label: string; text: string }) {
  const { t } = useTranslation();
  return (
    <div className={styles.copy}>
      <span className={styles.label}>{label}</span>
      <code>{text}</code>
      <IconButton
        label={`${t('action.copy')}: ${label}`}
        onClick={() => {
          void navigator.clipboard.writeText(text).then(() => showDone(t('action.copied')));
        }}
      >
        <IconCopy size={14} stroke={1.6} aria-hidden />
      </IconButton>
    </div>
  );
}
