import { useEffect, useRef, useState } from 'react';
import { fileUrl } from '../../../bridge/desktop.ts';
import { IconPlayerPause, IconPlayerPlay } from '../../../components/icons.ts';
import { duration } from '../../../i18n/time.ts';
import { t } from '../../../i18n/words.ts';
import { useApp } from '../../../state/store.ts';
import type { Waveform } from './peaks.ts';
import styles from './VoicePlayer.module.css';
import { type Sound, soundOf } from './waveform.ts';

/** Only one voice at a time. */
let playing: HTMLAudioElement | undefined;

type Props = {
  hash: string;
  mime: string;
  durationMs: number | undefined /** Shown for a sound that has one. */;
  name: string /** What it is called where it is no voice message; gets the length. */;
  label?: (length: string) => string;
};

/** Play, seek in its shape, and the speed at which a long message is still understood: one for all of them, and for tomorrow. */
export function VoicePlayer({ hash, mime, durationMs, name, label: called }: Props) {
  const audio = useRef<HTMLAudioElement>(null);
  const [on, setOn] = useState(false);
  const [at, setAt] = useState(0);
  const [played, setPlayed] = useState<number>();
  const speed = useApp((state) => state.voiceSpeed);
  const nextSpeed = useApp((state) => state.nextVoiceSpeed);
  const sound = useSound(hash, mime);
  const length = played ?? (durationMs === undefined ? (sound?.seconds ?? 0) : durationMs / 1000);

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

  const said = duration(length * 1000);
  const label = called ? called(said) : t('file.play', { length: said });
  return (
    <div className={styles.player}>
      {/* biome-ignore lint/a11y/useMediaCaption: a customer’s voice comes without captions */}
      <audio
        ref={audio}
        src={fileUrl(hash, mime)}
        preload="none"
        onPlay={() => setOn(true)}
        onPause={() => setOn(false)}
        onEnded={() => setAt(0)}
        onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
        onLoadedMetadata={(event) => {
          if (Number.isFinite(event.currentTarget.duration)) setPlayed(event.currentTarget.duration);
        }}
      />
      <button type="button" className={styles.play} aria-label={label} aria-pressed={on} onClick={toggle}>
        {on ? <IconPlayerPause size={16} aria-hidden /> : <IconPlayerPlay size={16} aria-hidden />}
      </button>
      <span className={styles.middle}>
        {name !== '' && (
          <span className={styles.name} title={name}>
            {name}
          </span>
        )}
        <span className={styles.track}>
          {sound && <Shape shape={sound.shape} played={length === 0 ? 0 : at / length} />}
          <input
            type="range"
            data-over={sound ? '' : undefined}
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
        </span>
      </span>
      <span className={styles.time}>{duration((on || at > 0 ? at : length) * 1000)}</span>
      <button type="button" className={styles.speed} aria-label={t('file.speed', { speed: `${speed}×` })} onClick={nextSpeed}>
        {speed}×
      </button>
    </div>
  );
}

function useSound(hash: string, mime: string): Sound | undefined {
  const [sound, setSound] = useState<Sound>();
  useEffect(() => {
    let wanted = true;
    // Drawn when there is time for it: a long timeline of voices must not wait for any of them.
    const later = requestIdleCallback(() => {
      void soundOf(hash, mime).then((found) => {
        if (wanted) setSound(found);
      });
    });
    return () => {
      wanted = false;
      cancelIdleCallback(later);
    };
  }, [hash, mime]);
  return sound;
}

function Shape({ shape, played }: { shape: Waveform; played: number }) {
  return (
    <svg viewBox={`0 0 ${shape.length * 3} 20`} preserveAspectRatio="none" aria-hidden>
      {shape.map((peak, index) => {
        const height = Math.max(2, peak * 18);
        const done = (index + 0.5) / shape.length <= played;
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: bars of one shape have no other identity
            key={index}
            x={index * 3}
            y={(20 - height) / 2}
            width={2}
            height={height}
            rx={1}
            data-done={done || undefined}
          />
        );
      })}
    </svg>
  );
}
