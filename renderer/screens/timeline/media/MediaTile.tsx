import { useState } from 'react';
import type { Attachment } from '../../../../shared/model/index.ts';
import { fileUrl } from '../../../bridge/desktop.ts';
import { IconDownload, IconEyeOff, IconPlayerPlay } from '../../../components/icons.ts';
import { fileSize } from '../../../i18n/size.ts';
import { duration } from '../../../i18n/time.ts';
import { t } from '../../../i18n/words.ts';
import { fetchAttachment } from '../actions.ts';
import { dragOut } from './drag-out.ts';
import { fileProblem, ourFileProblem } from './file-problem.ts';
import { box, fitted } from './fitted.ts';
import styles from './MediaTile.module.css';
import { Progress } from './Progress.tsx';
import { useViewer } from './viewer-open.ts';

type Props = { attachment: Attachment /** Fills the cell of a grid rather than taking its own size. */; filled?: boolean };

/**
 * A picture or film in place, covered when its sender wanted that, fetched when asked for, large in the viewer.
 */
export function MediaTile({ attachment, filled = false }: Props) {
  const show = useViewer((state) => state.show);
  const [covered, setCovered] = useState(attachment.spoiler === true);
  const { name, kind, state } = attachment;
  const size = filled ? undefined : (fitted(attachment.width, attachment.height) ?? box);
  const local = state === 'local' && attachment.hash !== undefined;
  const mayFetch = state === 'remote' || state === 'failed';
  const reason = ourFileProblem(attachment.error);
  const label = covered
    ? t('file.uncover', { name })
    : local
      ? t(kind === 'image' ? 'file.openImage' : 'file.openVideo', { name })
      : state === 'too-large'
        ? [name, t('file.tooLarge'), fileProblem(attachment.error)].filter(Boolean).join('. ')
        : t('file.downloadNamed', { name });
  return (
    <button
      type="button"
      className={styles.tile}
      style={size}
      aria-label={label}
      aria-disabled={(state === 'too-large' && !covered) || undefined}
      title={local ? undefined : fileProblem(attachment.error)}
      {...(covered ? {} : dragOut(attachment))}
      data-filled={filled || undefined}
      data-covered={covered || undefined}
      onClick={() => {
        if (covered) setCovered(false);
        else if (local) show(attachment.id);
        else if (mayFetch) fetchAttachment(attachment);
      }}
    >
      <Shown attachment={attachment} />
      {covered && (
        <span className={styles.cover}>
          <IconEyeOff size={18} stroke={1.6} aria-hidden />
        </span>
      )}
      {!covered && kind === 'video' && local && (
        <span className={styles.badge}>
          <IconPlayerPlay size={12} aria-hidden />
          {attachment.durationMs !== undefined && duration(attachment.durationMs)}
        </span>
      )}
      {!covered && !local && (
        <span className={styles.remote}>
          {state === 'fetching' ? (
            <Progress attachment={attachment} />
          ) : (
            <>
              {mayFetch && <IconDownload size={16} stroke={1.8} aria-hidden />}
              {state === 'too-large' && t('file.tooLarge')}
              {state === 'failed' && t('file.downloadFailed')}
              {state !== 'failed' && attachment.size !== undefined && ` ${fileSize(attachment.size)}`}
              {state === 'too-large' && !filled && reason !== undefined && <span data-reason>{reason}</span>}
            </>
          )}
        </span>
      )}
    </button>
  );
}

function Shown({ attachment }: { attachment: Attachment }) {
  const { hash, mime, kind, name, previewHash } = attachment;
  if (attachment.state !== 'local' || hash === undefined) {
    return previewHash === undefined ? null : <img src={fileUrl(previewHash, 'image/jpeg')} alt="" data-preview />;
  }
  if (kind === 'image') return <img src={fileUrl(hash, mime)} alt={t('file.image', { name })} loading="lazy" />;
  return (
    <video
      src={fileUrl(hash, mime)}
      preload="metadata"
      muted
      playsInline
      {...(kind === 'animation' ? { autoPlay: !calm.matches, loop: true } : {})}
      {...(previewHash === undefined ? {} : { poster: fileUrl(previewHash, 'image/jpeg') })}
    />
  );
}

const calm = window.matchMedia('(prefers-reduced-motion: reduce)');
