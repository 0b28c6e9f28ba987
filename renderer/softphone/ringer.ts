import { playOn } from './microphone.ts';

/** Hz of the two notes of a ring; s it sounds and pauses: a telephone rings one second in four here, two short strokes each. */
const notes = [440, 480];
const stroke = 0.4;
const period = 4;

/**
 * Rings on a loudspeaker of its own, so that one hears it with the headset on the table. `waiting`: a short knock under a talk.
 * The sound is made here; nothing is loaded.
 */
export class Ringer {
  #stop: (() => void) | undefined;
  #element: HTMLAudioElement | undefined;
  #speaker = '';
  #volume = 0.5;

  /**
   * A ring that sounds goes on there.
   * @param volume 0 to 1
   */
  set(speaker: string, volume: number): void {
    const moved = this.#speaker !== speaker;
    this.#speaker = speaker;
    this.#volume = volume;
    if (moved && this.#element) void playOn(this.#element, speaker);
  }

  get ringing(): boolean {
    return this.#stop !== undefined;
  }

  start(kind: 'ring' | 'waiting'): void {
    if (this.#stop !== undefined) return;
    const context = new AudioContext();
    const out = context.createMediaStreamDestination();
    const element = new Audio();
    this.#element = element;
    element.srcObject = out.stream;
    void playOn(element, this.#speaker).then(() => element.play());
    const once = (): void => this.#stroke(context, out, kind);
    once();
    const again = setInterval(once, period * 1000);
    this.#stop = () => {
      clearInterval(again);
      this.#element = undefined;
      element.pause();
      element.srcObject = null;
      void context.close();
    };
  }

  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  /** Rings once, so that one hears where. */
  async try(): Promise<void> {
    if (this.#stop !== undefined) return;
    this.start('ring');
    await new Promise((done) => setTimeout(done, stroke * 3 * 1000));
    this.stop();
  }

  #stroke(context: AudioContext, out: AudioNode, kind: 'ring' | 'waiting'): void {
    const loud = this.#volume * (kind === 'ring' ? 0.5 : 0.15);
    const starts = kind === 'ring' ? [0, stroke * 1.4] : [0];
    for (const start of starts) {
      for (const frequency of notes) {
        const at = context.currentTime + 0.05 + start;
        const length = kind === 'ring' ? stroke : stroke / 2;
        const tone = new OscillatorNode(context, { frequency });
        const volume = new GainNode(context, { gain: 0 });
        volume.gain.setValueAtTime(0, at);
        volume.gain.linearRampToValueAtTime(loud / notes.length, at + 0.02);
        volume.gain.setValueAtTime(loud / notes.length, at + length - 0.05);
        volume.gain.linearRampToValueAtTime(0, at + length);
        tone.connect(volume).connect(out);
        tone.start(at);
        tone.stop(at + length);
      }
    }
  }
}
