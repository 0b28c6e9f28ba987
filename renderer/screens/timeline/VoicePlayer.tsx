import { useEffect, useRef, useState } from 'react';
import { IconPlayerPause, IconPlayerPlay } from '../../components/icons.ts';
import { duration } from '../../i18n/time.ts';
import { t } from '../../i18n/words.ts';
import styles from './VoicePlayer.module.css';

const speeds = [1, 1.5, 2] as const;
/** Only one voice at a time. */
let playing: HTMLAudioElement | undefined;

/** Play, seek, and the speed at which a long message is still understood. */
export function VoicePlayer({ url, durationMs }: { url: string; durationMs: number | undefined }) {
  const audio = useRef<HTMLAudioElement>(null);
  const [on, setOn] = useState(false);
  const [at, setAt] = useState(0);
  const [length, setLength] = useState((durationMs ?? 0) / 1000);
  const [speed, setSpeed] = useState<(typeof speeds)[number]>(1);

  useEffect(() => {
    if (audio.current) audio.current.playbackRate = speed;
  }, [speed]);

  function toggle(): void {
    const element = audio.current;
    if (!element) return;
    if (!element.paused) {
      element.pause();
      return;
    }
    if (playing !== element) playing?.pause();
    playing = element;
    void element.play();
  }

  const label = t('file.play', { length: duration(length * 1000) });
  return (
    <div className={styles.player}>
      {/* biome-ignore lint/a11y/useMediaCaption: a customer’s voice comes without captions */}
      <audio
        ref={audio}
        src={url}
        preload="none"
        onPlay={() => setOn(true)}
        onPause={() => setOn(false)}
        onEnded={() => setAt(0)}
        onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
        onLoadedMetadata={(event) => {
          if (Number.isFinite(event.currentTarget.duration)) setLength(event.currentTarget.duration);
        }}
      />
      <button type="button" className={styles.play} aria-label={label} aria-pressed={on} onClick={toggle}>
        {on ? <IconPlayerPause size={16} aria-hidden /> : <IconPlayerPlay size={16} aria-hidden />}
      </button>
      <input
        type="range"
        aria-label={label}
        min={0}
        max={length || 1}
        step={0.1}
        value={at}
        onChange={(event) => {
          const to = event.currentTarget.valueAsNumber;
          setAt(to);
          if (audio.current) audio.current.currentTime = to;
        }}
      />
      <span className={styles.time}>{duration((on || at > 0 ? at : length) * 1000)}</span>
      <button
        type="button"
        className={styles.speed}
        onClick={() => setSpeed(speeds[(speeds.indexOf(speed) + 1) % speeds.length] ?? 1)}
      >
        {speed}×
      </button>
    </div>
  );
}
