import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Attachment, Item } from '../../../../shared/model/index.ts';
import { fileUrl } from '../../../bridge/desktop.ts';
import { IconButton } from '../../../components/IconButton.tsx';
import {
  IconChevronLeft,
  IconChevronRight,
  IconCopy,
  IconDownload,
  IconRotateClockwise,
  IconX,
  IconZoomIn,
  IconZoomOut,
} from '../../../components/icons.ts';
import { moment } from '../../../i18n/time.ts';
import { t } from '../../../i18n/words.ts';
import { saveFile } from '../actions.ts';
import { authorName } from '../item-words.ts';
import { copyPicture } from './copy-picture.ts';
import { PdfView } from './pdf/PdfView.tsx';
import { isDocument, isVisual } from './shape.ts';
import styles from './Viewer.module.css';
import { useViewer } from './viewer-open.ts';

type Seen = { item: Item; attachment: Attachment; hash: string };

/** Pictures, films and PDFs of the timeline, one at a time and large: zoom, turn, save, copy, walk through them. */
export function Viewer({ items }: { items: readonly Item[] }) {
  const { shown, show } = useViewer();
  const all = useMemo(
    () =>
      items.flatMap((item) =>
        item.attachments.flatMap((attachment): Seen[] =>
          (isVisual(attachment) || isDocument(attachment)) && attachment.state === 'local' && attachment.hash !== undefined
            ? [{ item, attachment, hash: attachment.hash }]
            : [],
        ),
      ),
    [items],
  );
  const at = all.findIndex(({ attachment }) => attachment.id === shown);
  const seen = all[at];
  if (!seen) return null;
  return (
    <Open
      key={seen.attachment.id}
      seen={seen}
      place={all.length > 1 ? t('viewer.place', { at: at + 1, of: all.length }) : ''}
      previous={all[at - 1] && (() => show(all[at - 1]?.attachment.id))}
      next={all[at + 1] && (() => show(all[at + 1]?.attachment.id))}
      onClose={() => show(undefined)}
    />
  );
}

type OpenProps = {
  seen: Seen;
  place: string;
  previous: (() => void) | undefined;
  next: (() => void) | undefined;
  onClose: () => void;
};

const zooms = [1, 1.5, 2, 3, 4, 6] as const;

function Open({ seen, place, previous, next, onClose }: OpenProps) {
  const { item, attachment, hash } = seen;
  const { mime, name, kind } = attachment;
  const dialog = useRef<HTMLDialogElement>(null);
  const [zoom, setZoom] = useState(0);
  const [turned, setTurned] = useState(0);
  const picture = kind === 'image';
  const paged = isDocument(attachment);
  const [page, setPage] = useState<{ at: number; of: number }>();
  const onPage = useCallback((at: number, of: number) => setPage({ at, of }), []);

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  const closer = (step: 1 | -1): void => setZoom((level) => Math.max(0, Math.min(zooms.length - 1, level + step)));
  const turn = (): void => setTurned((quarters) => quarters + 1);
  const keys: Record<string, (() => void) | undefined> = {
    ArrowLeft: previous,
    ArrowRight: next,
    Equal: () => closer(1),
    NumpadAdd: () => closer(1),
    Minus: () => closer(-1),
    NumpadSubtract: () => closer(-1),
    Digit0: () => setZoom(0),
    KeyR: turn,
  };

  return (
    <dialog
      ref={dialog}
      className={styles.viewer}
      aria-label={t(paged ? 'viewer.document' : 'file.image', { name })}
      onClose={onClose}
      onKeyDown={(event) => {
        // Keys of the viewer are not keys of the list behind it.
        event.stopPropagation();
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const own = event.target instanceof HTMLVideoElement || event.target instanceof HTMLInputElement;
        const act = own ? undefined : keys[event.code];
        if (!act) return;
        event.preventDefault();
        act();
      }}
    >
      <header className={styles.head}>
        <span className={styles.title}>{name}</span>
        <span className={styles.by}>
          {authorName(item)} · {moment(item.sentAt, Date.now())}
          {place !== '' && ` · ${place}`}
        </span>
        {page && <span className={styles.page}>{t('viewer.page', page)}</span>}
        {(picture || paged) && (
          <>
            <IconButton label={t('viewer.out')} keys="−" onClick={() => closer(-1)} disabled={zoom === 0}>
              <IconZoomOut size={18} stroke={1.6} aria-hidden />
            </IconButton>
            <IconButton label={t('viewer.in')} keys="+" onClick={() => closer(1)} disabled={zoom === zooms.length - 1}>
              <IconZoomIn size={18} stroke={1.6} aria-hidden />
            </IconButton>
            <IconButton label={t('viewer.turn')} keys="R" onClick={turn}>
              <IconRotateClockwise size={18} stroke={1.6} aria-hidden />
            </IconButton>
          </>
        )}
        {picture && (
          <IconButton label={t('action.copy')} onClick={() => copyPicture(fileUrl(hash, mime))}>
            <IconCopy size={18} stroke={1.6} aria-hidden />
          </IconButton>
        )}
        <IconButton label={t('file.save')} onClick={() => saveFile(hash, name)}>
          <IconDownload size={18} stroke={1.6} aria-hidden />
        </IconButton>
        <IconButton label={t('action.close')} keys="Esc" onClick={onClose}>
          <IconX size={18} stroke={1.6} aria-hidden />
        </IconButton>
      </header>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a press beside the picture closes, as Escape does */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the same by Escape */}
      <div
        className={styles.stage}
        data-paged={paged || undefined}
        onClick={(event) => {
          if (event.target === event.currentTarget) onClose();
        }}
        onWheel={(event) => {
          if (event.ctrlKey && (picture || paged)) closer(event.deltaY < 0 ? 1 : -1);
        }}
      >
        {paged ? (
          <PdfView url={fileUrl(hash, 'application/pdf')} zoom={zooms[zoom] ?? 1} turned={turned} onPage={onPage} />
        ) : picture ? (
          <Picture
            url={fileUrl(hash, mime)}
            name={name}
            zoom={zooms[zoom] ?? 1}
            turned={turned}
            onDoubleClick={() => setZoom(zoom === 0 ? 2 : 0)}
          />
        ) : (
          // biome-ignore lint/a11y/useMediaCaption: a customer’s film comes without captions
          <video src={fileUrl(hash, mime)} controls autoPlay loop={kind === 'animation'} />
        )}
      </div>
      {previous && (
        <button type="button" className={styles.side} data-side="left" aria-label={t('viewer.previous')} onClick={previous}>
          <IconChevronLeft size={24} aria-hidden />
        </button>
      )}
      {next && (
        <button type="button" className={styles.side} data-side="right" aria-label={t('viewer.next')} onClick={next}>
          <IconChevronRight size={24} aria-hidden />
        </button>
      )}
    </dialog>
  );
}

type PictureProps = { url: string; name: string; zoom: number; turned: number; onDoubleClick: () => void };

/** Fitted into the stage and never enlarged by itself; zoomed it takes the room it needs, and the stage scrolls. */
function Picture({ url, name, zoom, turned, onDoubleClick }: PictureProps) {
  const [natural, setNatural] = useState<{ width: number; height: number }>();
  const lying = turned % 2 === 1;
  const room = { width: window.innerWidth - 128, height: window.innerHeight - 96 };
  const size = natural && within(lying ? { width: natural.height, height: natural.width } : natural, room, zoom);
  return (
    <div className={styles.room} style={size}>
      <img
        src={url}
        alt={t('file.image', { name })}
        onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => setNatural({ width, height })}
        onDoubleClick={onDoubleClick}
        style={{
          rotate: `${turned * 90}deg`,
          ...(size && (lying ? { width: size.height, height: size.width } : size)),
        }}
      />
    </div>
  );
}

type Size = { width: number; height: number };

function within(natural: Size, room: Size, zoom: number): Size {
  const scale = Math.min(1, room.width / natural.width, room.height / natural.height) * zoom;
  return { width: natural.width * scale, height: natural.height * scale };
}
