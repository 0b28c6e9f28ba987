import { useEffect, useRef, useState } from 'react';
import type { Attachment } from '../../../../shared/model/index.ts';
import { fileUrl } from '../../../bridge/desktop.ts';
import { t } from '../../../i18n/words.ts';
import styles from './Sticker.module.css';

const calm = window.matchMedia('(prefers-reduced-motion: reduce)');

/** A sticker: a still picture, a silent loop (WebM), or a vector animation (TGS, which is gzipped Lottie JSON). */
export function Sticker({ attachment, hash }: { attachment: Attachment; hash: string }) {
  const { mime, name } = attachment;
  const url = fileUrl(hash, mime);
  const label = t('file.sticker', { name });
  if (mime === 'application/x-tgsticker') return <Animated url={url} label={label} />;
  if (mime.startsWith('video/')) {
    return <video className={styles.sticker} src={url} aria-label={label} autoPlay={!calm.matches} loop muted playsInline />;
  }
  return <img className={styles.sticker} src={url} alt={label} loading="lazy" />;
}

/** Plays while the pointer is over it and once when it appears, so that a wall of stickers stays calm. */
function Animated({ url, label }: { url: string; label: string }) {
  const stage = useRef<HTMLDivElement>(null);
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    const container = stage.current;
    if (!container) return;
    let gone = false;
    let end = (): void => undefined;
    void loadAnimation(url).then(
      async (animationData) => {
        const { default: lottie } = await import('lottie-web/build/player/lottie_light.js');
        if (gone) return;
        const animation = lottie.loadAnimation({
          container,
          renderer: 'svg',
          loop: false,
          autoplay: !calm.matches,
          animationData,
        });
        const again = (): void => animation.goToAndPlay(0);
        container.addEventListener('pointerenter', again);
        end = () => {
          container.removeEventListener('pointerenter', again);
          animation.destroy();
        };
      },
      () => setBroken(true),
    );
    return () => {
      gone = true;
      end();
    };
  }, [url]);
  if (broken) return <span className={styles.broken}>{label}</span>;
  return <div ref={stage} className={styles.sticker} role="img" aria-label={label} />;
}

/** Largest animation that is unpacked, in bytes; Telegram's own are at most 64 kB packed. */
const largest = 8 * 1024 * 1024;

async function loadAnimation(url: string): Promise<unknown> {
  const { body } = await fetch(url);
  if (!body) throw new Error('an empty sticker');
  const reader = body.pipeThrough(new DecompressionStream('gzip')).getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.byteLength;
    if (size > largest) {
      await reader.cancel();
      throw new Error('too large for a sticker');
    }
    chunks.push(next.value);
  }
  return JSON.parse(await new Blob(chunks as BlobPart[]).text());
}
