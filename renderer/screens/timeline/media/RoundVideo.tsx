import { useRef, useState } from 'react';
import { fileUrl } from '../../../bridge/desktop.ts';
import { IconPlayerPlay } from '../../../components/icons.ts';
import { duration } from '../../../i18n/time.ts';
import { t } from '../../../i18n/words.ts';
import styles from './RoundVideo.module.css';

/** A round video note: a press plays it with sound, another stops it. */
export function RoundVideo({ hash, mime, durationMs }: { hash: string; mime: string; durationMs: number | undefined }) {
  const video = useRef<HTMLVideoElement>(null);
  const [on, setOn] = useState(false);
  return (
    <button
      type="button"
      className={styles.note}
      aria-label={t('file.play', { length: duration(durationMs ?? 0) })}
      aria-pressed={on}
      onClick={() => {
        if (on) video.current?.pause();
        else void video.current?.play();
      }}
    >
      {/* biome-ignore lint/a11y/useMediaCaption: a customer’s film comes without captions */}
      <video
        ref={video}
        src={fileUrl(hash, mime)}
        preload="metadata"
        playsInline
        onPlay={() => setOn(true)}
        onPause={() => setOn(false)}
      />
      {!on && (
        <span>
          <IconPlayerPlay size={14} aria-hidden /> {durationMs !== undefined && duration(durationMs)}
        </span>
      )}
    </button>
  );
}
