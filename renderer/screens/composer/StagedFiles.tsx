import { useTranslation } from 'react-i18next';
import type { ReplyOption, StagedFile } from '../../../shared/contract/api.ts';
import { IconFile, IconX } from '../../components/icons.ts';
import { fileSize } from '../../i18n/size.ts';
import { fits } from './reply-limits.ts';
import styles from './StagedFiles.module.css';

type Props = { files: readonly StagedFile[]; option: ReplyOption | undefined; onRemove: (file: StagedFile) => void };

/** Files that will go with the reply. One that the chosen way cannot carry says so here, before sending. */
export function StagedFiles({ files, option, onRemove }: Props) {
  const { t } = useTranslation();
  const limit = option?.capabilities.attachments?.maxBytes;
  return (
    <ul className={styles.files}>
      {files.map((file) => {
        const bad = !fits(file.size, option);
        return (
          <li key={`${file.hash} ${file.name}`} className={styles.file} data-bad={bad || undefined}>
            <IconFile size={14} stroke={1.6} aria-hidden />
            <span className={styles.name} title={file.name}>
              {file.name}
            </span>
            <span className={styles.size}>
              {fileSize(file.size)}
              {bad && `, ${limit === undefined ? t('composer.noFiles') : t('composer.tooLargeNow', { limit: fileSize(limit) })}`}
            </span>
            <button type="button" aria-label={t('composer.detach', { name: file.name })} onClick={() => onRemove(file)}>
              <IconX size={12} stroke={2} aria-hidden />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
