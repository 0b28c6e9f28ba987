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
import { useStage } from './use-stage.ts';
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

/** One window for everything that is walked through, so that the focus goes back to where it came from. */
function Open({ seen, place, previous, next, onClose }: OpenProps) {
  const { item, attachment, hash } = seen;
  const { mime, name, kind } = attachment;
  const dialog = useRef<HTMLDialogElement>(null);
  const picture = kind === 'image';
  const paged = isDocument(attachment);
  const stage = useStage(attachment.id, { scrolls: paged, zoomable: picture || paged });
  const [turns, setTurns] = useState({ id: attachment.id, quarters: 0 });
  const turned = turns.id === attachment.id ? turns.quarters : 0;
  const [page, setPage] = useState<{ id: string; at: number; of: number }>();
  // It lies over the toasts, so what was done is told in it.
  const [done, setDone] = useState({ id: '', words: '' });
  const say = (words: string): void => setDone({ id: attachment.id, words });
  const onPage = useCallback((at: number, of: number) => setPage({ id: attachment.id, at, of }), [attachment.id]);

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: at the last of them the button that led there is gone, and the focus with it
  useEffect(() => {
    if (!dialog.current?.contains(document.activeElement)) dialog.current?.focus();
  }, [attachment.id]);

  const close = (): void => dialog.current?.close();
  const turn = (): void => setTurns({ id: attachment.id, quarters: turned + 1 });
  const keys: Record<string, (() => void) | undefined> = {
    ArrowLeft: previous,
    ArrowRight: next,
    Equal: () => stage.step(1),
    NumpadAdd: () => stage.step(1),
    Minus: () => stage.step(-1),
    NumpadSubtract: () => stage.step(-1),
    Digit0: () => stage.setZoom(0),
    KeyR: turn,
  };

  return (
    <dialog
      ref={dialog}
      className={styles.viewer}
      tabIndex={-1}
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
        <span role="status" className={styles.done}>
          {done.id === attachment.id && done.words}
        </span>
        {page?.id === attachment.id && <span className={styles.page}>{t('viewer.page', { at: page.at, of: page.of })}</span>}
        {(picture || paged) && (
          <>
            <IconButton label={t('viewer.out')} keys="−" onClick={() => stage.step(-1)} disabled={stage.isFirst}>
              <IconZoomOut size={18} stroke={1.6} aria-hidden />
            </IconButton>
            <IconButton label={t('viewer.in')} keys="+" onClick={() => stage.step(1)} disabled={stage.isLast}>
              <IconZoomIn size={18} stroke={1.6} aria-hidden />
            </IconButton>
            <IconButton label={t('viewer.turn')} keys="R" onClick={turn}>
              <IconRotateClockwise size={18} stroke={1.6} aria-hidden />
            </IconButton>
          </>
        )}
        {picture && (
          <IconButton label={t('action.copy')} onClick={() => copyPicture(fileUrl(hash, mime), say)}>
            <IconCopy size={18} stroke={1.6} aria-hidden />
          </IconButton>
        )}
        <IconButton label={t('file.save')} onClick={() => saveFile(hash, name, say)}>
          <IconDownload size={18} stroke={1.6} aria-hidden />
        </IconButton>
        <IconButton label={t('action.close')} keys="Esc" onClick={close}>
          <IconX size={18} stroke={1.6} aria-hidden />
        </IconButton>
      </header>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a press beside the picture closes, as Escape does */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the same by Escape */}
      <div
        ref={stage.ref}
        className={styles.stage}
        data-paged={paged || undefined}
        data-near={(picture && !stage.isFirst) || undefined}
        onClick={(event) => {
          if (event.target === event.currentTarget && !stage.dragged()) close();
        }}
        onWheel={stage.onWheel}
        onPointerDown={stage.onPointerDown}
        onPointerMove={stage.onPointerMove}
      >
        {paged ? (
          <PdfView key={attachment.id} url={fileUrl(hash, 'application/pdf')} zoom={stage.zoom} turned={turned} onPage={onPage} />
        ) : picture ? (
          <Picture
            key={attachment.id}
            url={fileUrl(hash, mime)}
            name={name}
            zoom={stage.zoom}
            turned={turned}
            onDoubleClick={() => stage.setZoom(stage.isFirst ? 2 : 0)}
          />
        ) : (
          // biome-ignore lint/a11y/useMediaCaption: a customer’s film comes without captions
          <video key={attachment.id} src={fileUrl(hash, mime)} controls autoPlay loop={kind === 'animation'} />
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
        draggable={false}
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
