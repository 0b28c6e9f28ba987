import type { RTCSession } from 'jssip/lib/RTCSession.js';
import type { PhoneCall, PhoneTrouble } from '../../shared/contract/softphone.ts';
import { endedInOrder, sipTrouble } from './failures.ts';
import { closeStream } from './microphone.ts';
import type { Party } from './mixer.ts';
import { judge, type Reading, readStats } from './quality.ts';

export type LineEvents = {
  changed(): void;
  /** The connection has sound to give. */
  heard(stream: MediaStream): void;
  ended(line: Line, trouble: PhoneTrouble | undefined): void;
};

const judgeEveryMs = 2_000;
/** A server that only learns our address may never answer; what has been found by then is enough. */
const iceLimitMs = 700;

/** One call: JsSIP's session, our voice in it, and what is known of it. */
export class Line {
  readonly id: string;
  readonly direction: 'in' | 'out';
  readonly number: string;
  readonly name: string | undefined;
  readonly startedAt = Date.now();
  readonly session: RTCSession;
  consultFor: string | undefined;
  transferring = false;
  /** The person has said that they answer; the microphone is being opened. */
  answering = false;
  #answeredAt: number | undefined;
  #held = false;
  #heldByThem = false;
  #muted = false;
  #conference = false;
  #own: MediaStream | undefined;
  #quality: PhoneCall['quality'];
  #readings: Reading[] = [];
  #watching: ReturnType<typeof setInterval> | undefined;
  readonly #events: LineEvents;

  constructor(session: RTCSession, events: LineEvents, own?: MediaStream) {
    this.session = session;
    this.id = session.id;
    this.direction = String(session.direction) === 'incoming' ? 'in' : 'out';
    this.number = session.remote_identity.uri.user ?? '';
    const shown = session.remote_identity.display_name ?? '';
    this.name = shown === '' || shown === this.number ? undefined : shown;
    this.#own = own;
    this.#events = events;
    this.#follow();
  }

  describe(): PhoneCall {
    const unanswered = this.direction === 'in' ? 'ringing' : 'calling';
    return {
      id: this.id,
      direction: this.direction,
      number: this.number,
      ...(this.name === undefined ? {} : { name: this.name }),
      state: this.#answeredAt === undefined ? unanswered : this.#held ? 'held' : 'talking',
      heldByThem: this.#heldByThem,
      muted: this.#muted,
      conference: this.#conference,
      ...(this.consultFor === undefined ? {} : { consultFor: this.consultFor }),
      transferring: this.transferring,
      startedAt: this.startedAt,
      ...(this.#answeredAt === undefined ? {} : { answeredAt: this.#answeredAt }),
      ...(this.#quality === undefined ? {} : { quality: this.#quality }),
    };
  }

  get answered(): boolean {
    return this.#answeredAt !== undefined;
  }

  get ringing(): boolean {
    return this.direction === 'in' && !this.answered && !this.session.isEnded();
  }

  answer(own: MediaStream, stun: readonly string[]): void {
    this.#own = own;
    this.session.answer({ mediaStream: own, pcConfig: pcConfig(stun) });
  }

  hangUp(): void {
    if (this.session.isEnded()) return;
    // Busy Here: the queue goes on with the next one, and a caller who was called straight hears that.
    if (this.ringing) this.session.terminate({ status_code: 486 });
    else this.session.terminate();
  }

  mute(on: boolean): void {
    this.#muted = on;
    this.#silence();
    this.#events.changed();
  }

  get conference(): boolean {
    return this.#conference;
  }

  set conference(on: boolean) {
    this.#conference = on;
    this.#silence();
  }

  /** Our voice alone is silenced: what is sent in a conference carries the other one's too, and JsSIP silences what is sent. */
  #silence(): void {
    const mute = this.#muted && !this.#conference;
    if (mute) this.session.mute({ audio: true });
    else this.session.unmute({ audio: true });
    const { local, remote } = this.session.isOnHold();
    const spoken = !this.#muted && (this.#conference || !(local || remote));
    for (const track of this.#own?.getAudioTracks() ?? []) track.enabled = spoken;
  }

  /** Resolves when the other side has agreed, or when there was nothing to do. */
  hold(on: boolean): Promise<void> {
    if (!this.answered || this.#held === on) return Promise.resolve();
    return new Promise((resolve) => {
      const begun = on ? this.session.hold({}, resolve) : this.session.unhold({}, resolve);
      // Another change of the connection is under way; what it leads to is told by its events.
      if (!begun) resolve();
    });
  }

  key(key: string): void {
    // The enum exists in JsSIP's types only; its value is the name.
    const transportType = 'RFC2833' as NonNullable<Parameters<RTCSession['sendDTMF']>[1]>['transportType'];
    this.session.sendDTMF(key, { duration: 120, interToneGap: 70, ...(transportType ? { transportType } : {}) });
  }

  /** Another microphone in the middle of a talk. */
  async speakThrough(own: MediaStream): Promise<void> {
    const before = this.#own;
    this.#own = own;
    const [track] = own.getAudioTracks();
    if (track) track.enabled = !this.#muted;
    if (track && !this.#conference) await this.#sender()?.replaceTrack(track);
    closeStream(before);
  }

  /** What a conference needs of this line; nothing while it has no sound. */
  party(): Party | undefined {
    const own = this.#own?.getAudioTracks()[0];
    const sender = this.#sender();
    const hears = this.#remote();
    return own === undefined || sender === undefined || hears === undefined ? undefined : { sender, hears, own };
  }

  #sender(): RTCRtpSender | undefined {
    return this.#connection()
      ?.getSenders()
      .find(({ track, transport }) => track?.kind === 'audio' || transport !== null);
  }

  #remote(): MediaStream | undefined {
    const tracks = this.#connection()
      ?.getReceivers()
      .flatMap(({ track }) => (track.kind === 'audio' ? [track] : []));
    return tracks === undefined || tracks.length === 0 ? undefined : new MediaStream(tracks);
  }

  /** Absent until the call has media, whatever JsSIP's types say. */
  #connection(): RTCPeerConnection | undefined {
    const connection: RTCPeerConnection | undefined | null = this.session.connection;
    return connection ?? undefined;
  }

  #follow(): void {
    const { session } = this;
    session.on('icecandidate', ({ ready }) => void setTimeout(ready, iceLimitMs));
    session.on('confirmed', () => {
      if (this.#answeredAt !== undefined) return;
      this.#answeredAt = Date.now();
      const remote = this.#remote();
      if (remote) this.#events.heard(remote);
      this.#watching = setInterval(() => void this.#judge(), judgeEveryMs);
      this.#events.changed();
    });
    session.on('hold', ({ originator }) => this.#holding(originator, true));
    session.on('unhold', ({ originator }) => this.#holding(originator, false));
    session.on('ended', ({ cause }) => this.#end(endedInOrder(cause) ? undefined : sipTrouble(undefined, cause)));
    session.on('failed', ({ cause, message, originator }) => {
      const mine = String(originator) === 'local';
      const status: unknown = message && 'status_code' in message ? message.status_code : undefined;
      const phrase: unknown = message && 'reason_phrase' in message ? message.reason_phrase : undefined;
      const wanted = endedInOrder(cause) || (mine && (cause === 'Busy' || cause === 'Rejected' || cause === 'Unavailable'));
      const trouble = sipTrouble(
        typeof status === 'number' && !mine ? status : undefined,
        cause,
        typeof phrase === 'string' ? phrase : '',
      );
      this.#end(wanted ? undefined : trouble);
    });
  }

  #holding(originator: string, on: boolean): void {
    if (originator === 'local') this.#held = on;
    else this.#heldByThem = on;
    this.#events.changed();
  }

  async #judge(): Promise<void> {
    const connection = this.#connection();
    if (connection === undefined || this.session.isEnded()) return;
    const report = await connection.getStats();
    const now = readStats(report.values(), Date.now());
    this.#readings = [...this.#readings, now].slice(-4);
    const [first] = this.#readings;
    // Who is kept waiting is sent nothing, which is as it should be.
    if (first === undefined || first === now || this.#held || this.#heldByThem) return;
    this.#quality = judge(first, now);
    this.#events.changed();
  }

  #end(trouble: PhoneTrouble | undefined): void {
    clearInterval(this.#watching);
    closeStream(this.#own);
    this.#events.ended(this, trouble);
  }
}

export function pcConfig(stun: readonly string[]): RTCConfiguration {
  return { iceServers: stun.length === 0 ? [] : [{ urls: [...stun] }] };
}
