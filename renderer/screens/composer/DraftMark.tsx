import { useTranslation } from 'react-i18next';
import type { Editor } from '../../state/drafts.ts';
import styles from './DraftMark.module.css';

/** Quiet word on whether what is typed would survive a power cut. */
export function DraftMark({ editor }: { editor: Editor }) {
  const { t } = useTranslation();
  if (editor.state === 'failed') return <span className={styles.failed}>{t('composer.notSaved')}</span>;
  if (editor.state !== 'saved' || editor.text === '') return null;
  return <span className={styles.mark}>{t('composer.saved')}</span>;
}
