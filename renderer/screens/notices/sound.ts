import type { NoticeSound } from '../../../shared/model/index.ts';

/** Two short notes each, made on the spot; Hz, one after the other. */
const notes: Record<Exclude<NoticeSound, 'none'>, readonly number[]> = { soft: [523, 659], clear: [880, 1175] };
const loudness: Record<Exclude<NoticeSound, 'none'>, number> = { soft: 0.06, clear: 0.14 };
const noteSeconds = 0.12;

let context: AudioContext | undefined;

export function play(sound: NoticeSound): void {
  if (sound === 'none') return;
  context ??= new AudioContext();
  const start = context.currentTime;
  for (const [index, frequency] of notes[sound].entries()) {
    const at = start + index * noteSeconds;
    const tone = new OscillatorNode(context, { type: 'sine', frequency });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.linearRampToValueAtTime(loudness[sound], at + 0.01);
    volume.gain.linearRampToValueAtTime(0, at + noteSeconds * 1.6);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + noteSeconds * 1.7);
  }
}
