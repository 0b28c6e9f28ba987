import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Details.module.css';

/** Technical words for whoever can use them, out of sight until asked for, and copyable. */
export function Details({ text }: { text: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  return (
    <details className={styles.details}>
      <summary>{t('action.details')}</summary>
      <pre>{text}</pre>
      <button
        type="button"
        onClick={() => {
          void navigator.clipboard.writeText(text).then(() => setCopied(true));
        }}
      >
        {copied ? t('action.copied') : t('action.copy')}
      </button>
    </details>
  );
}
