import type { Attachment } from '../../../../shared/model/index.ts';
import { IconDownload, IconFile } from '../../../components/icons.ts';
import { fileSize } from '../../../i18n/size.ts';
import { t } from '../../../i18n/words.ts';
import { fetchAttachment, saveFile } from '../actions.ts';
import { dragOut } from './drag-out.ts';
import styles from './FileRow.module.css';
import { caution } from './file-caution.ts';
import { fileProblem, ourFileProblem } from './file-problem.ts';
import { Progress } from './Progress.tsx';
import { isDocument } from './shape.ts';
import { useFileKind } from './use-file-kind.ts';
import { useViewer } from './viewer-open.ts';

/** The ending of a name says what it is, so it is never cut off. */
const endingLength = 12;

/** A file by name and size, what to beware of, and what can be done: look at it, save it, or first download it. */
export function FileRow({ attachment }: { attachment: Attachment }) {
  const { name, size, state, hash, error } = attachment;
  const show = useViewer((all) => all.show);
  const warning = caution(name, useFileKind(hash, attachment.mime));
  const cut = Math.max(0, name.length - endingLength);
  const viewed = state === 'local' && warning === undefined && isDocument(attachment);
  const mayFetch = state === 'remote' || state === 'failed';
  return (
    <div className={styles.file} data-state={state} {...dragOut(attachment)}>
      <IconFile size={18} stroke={1.4} aria-hidden />
      <div className={styles.words}>
        <span className={styles.name} title={name}>
          <span className={styles.start}>{name.slice(0, cut)}</span>
          <span className={styles.end}>{name.slice(cut)}</span>
        </span>
        <span className={styles.size} title={fileProblem(error)}>
          {state === 'fetching' ? (
            <Progress attachment={attachment} />
          ) : size === undefined ? (
            t('file.unknownSize')
          ) : (
            fileSize(size)
          )}
          {state === 'failed' && ` · ${t('file.downloadFailed')}`}
          {state === 'too-large' && ` · ${t('file.tooLarge')}`}
        </span>
        {(state === 'failed' || state === 'too-large') && ourFileProblem(error) !== undefined && (
          <span className={styles.problem}>{ourFileProblem(error)}</span>
        )}
        {warning !== undefined && <strong className={styles.caution}>{t(`file.caution.${warning}`)}</strong>}
      </div>
      {viewed && (
        <button type="button" aria-label={`${t('file.view')} ${name}`} onClick={() => show(attachment.id)}>
          {t('file.view')}
        </button>
      )}
      {state === 'local' && hash !== undefined && (
        <button
          type="button"
          aria-label={`${t('file.save')} ${name}`}
          title={t('file.save')}
          onClick={() => saveFile(hash, name)}
        >
          {viewed ? <IconDownload size={16} stroke={1.8} aria-hidden /> : t('file.save')}
        </button>
      )}
      {mayFetch && (
        <button type="button" aria-label={`${t('file.download')} ${name}`} onClick={() => fetchAttachment(attachment)}>
          <IconDownload size={14} stroke={1.8} aria-hidden /> {t('file.download')}
        </button>
      )}
    </div>
  );
}
