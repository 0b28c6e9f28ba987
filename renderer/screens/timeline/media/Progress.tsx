import type { Attachment } from '../../../../shared/model/index.ts';
import { fileSize } from '../../../i18n/size.ts';
import { t } from '../../../i18n/words.ts';
import { useAskedWords } from './asked.ts';
import { fileProblem } from './file-problem.ts';
import styles from './Progress.module.css';

/** How far a download has come: a bar where the whole is known, bytes in any case; or that it waits, and for whom. */
export function Progress({ attachment }: { attachment: Attachment }) {
  const { fetched = 0, size, error } = attachment;
  const asked = useAskedWords(attachment);
  if (asked !== undefined) return <span>{asked}</span>;
  if (error !== undefined) return <span title={fileProblem(error)}>{t('file.waits')}</span>;
  return (
    <span className={styles.progress}>
      {size !== undefined && size > 0 && (
        <progress max={size} value={Math.min(fetched, size)} aria-label={t('file.downloading')} />
      )}
      <span>
        {size === undefined ? fileSize(fetched) : t('file.downloaded', { done: fileSize(fetched), size: fileSize(size) })}
      </span>
    </span>
  );
}
