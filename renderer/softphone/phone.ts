import { UA, WebSocketInterface } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession.js';
import type { RTCSessionEvent } from 'jssip/lib/UA.js';
import type {
  FromPhone,
  PhoneAccount,
  PhoneCommand,
  PhoneRegistration,
  PhoneState,
  PhoneTrouble,
} from '../../shared/contract/softphone.ts';
import { dialable, digits, isSafe, sameNumber } from './dialling.ts';
import { microphoneTrouble, sipTrouble } from './failures.ts';
import { askedBy, lampsOf } from './headset-keys.ts';
import type { HeadsetKey } from './headset-reports.ts';
import { Line, pcConfig } from './line.ts';
import { closeStream, openMicrophone, playOn } from './microphone.ts';
import { mix } from './mixer.ts';
import { Ringer } from './ringer.ts';
import { SoundDesk } from './sound-desk.ts';

const expectMs = 30_000;
/** Registered anew this often; a PBX that was restarted has forgotten us, and a broken line is noticed sooner by the socket. */
const expiresSeconds = 120;

/** The telephone: registers, keeps the lines, and says how everything stands after each change. */
export class Phone {
  readonly #tell: (message: FromPhone) => void;
  readonly #desk: SoundDesk;
  readonly #ringer = new Ringer();
  readonly #lines = new Map<string, Line>();
  readonly #loudspeakers = new Map<string, HTMLAudioElement>();
  #account: PhoneAccount | undefined;
  #ua: UA | undefined;
  #registration: PhoneRegistration = 'connecting';
  #trouble: PhoneTrouble | undefined;
  #expected: { number: string; until: number } | undefined;
  #apart: (() => Promise<void>) | undefined;
  #ringVolume = 0;
  /** A number that is about to be called. */
  #dialling: string | undefined;

  constructor(tell: (message: FromPhone) => void) {
    this.#tell = tell;
    this.#desk = new SoundDesk({
      changed: () => {
        this.#sound();
        this.#say();
      },
      level: (level) => tell({ type: 'level', level }),
      trouble: (trouble) => tell({ type: 'trouble', trouble }),
      key: (key) => void this.#headsetKey(key),
    });
  }

  async do(command: PhoneCommand): Promise<void> {
    switch (command.do) {
      case 'start':
        await this.#devices(command.devices, command.ringVolume);
        return this.#start(command.account);
      case 'stop':
        return this.#stop();
      case 'call':
        return this.#call(command.number);
      case 'answer':
        return this.#answer(command.id);
      case 'hangUp':
        return this.#line(command.id)?.hangUp();
      case 'mute':
        return this.#mute(command.id, command.on);
      case 'hold':
        return command.on ? this.#line(command.id)?.hold(true) : this.#take(command.id);
      case 'key':
        return this.#line(command.id)?.key(command.key);
      case 'transfer':
        return this.#transfer(command.id, command.to);
      case 'consult':
        return this.#call(command.to, command.id);
      case 'complete':
        return this.#complete(command.id);
      case 'conference':
        return command.on ? this.#conference(true) : this.#part();
      case 'devices':
        return this.#devices(command.devices, command.ringVolume);
      case 'expect':
        this.#expected = { number: digits(command.number), until: Date.now() + expectMs };
        return;
      case 'listen':
        return this.#desk.listen(command.on);
      case 'echo':
        return this.#desk.echo();
      case 'ring':
        return this.#ringer.try();
      case 'headset':
        return this.#desk.chooseHeadset();
    }
  }

  #start(account: PhoneAccount): void {
    this.#stop();
    this.#account = account;
    if (!isSafe(account)) {
      this.#register('refused', { problem: 'insecure', said: account.url });
      return;
    }
    const socket = new WebSocketInterface(account.url);
    const ua = new UA({
      sockets: [socket],
      uri: `sip:${account.user}@${account.domain}`,
      password: account.password,
      register: true,
      register_expires: expiresSeconds,
      session_timers: false,
      connection_recovery_min_interval: 2,
      connection_recovery_max_interval: 6,
      user_agent: 'Throughline',
      ...(account.displayName === undefined ? {} : { display_name: account.displayName }),
    });
    this.#ua = ua;
    ua.on('connecting', () => this.#register(this.#registration === 'unreachable' ? 'unreachable' : 'connecting'));
    ua.on('disconnected', ({ error, code, reason }) => {
      if (this.#ua === ua && error)
        this.#register('unreachable', { problem: 'unreachable', said: `${code ?? ''} ${reason ?? ''}`.trim() });
    });
    ua.on('registered', () => this.#register('registered'));
    ua.on('unregistered', () => {
      if (this.#ua === ua && ua.isConnected()) this.#register('connecting');
    });
    ua.on('registrationFailed', ({ response, cause }) => {
      const status: number | undefined = response?.status_code;
      const trouble = sipTrouble(status, String(cause ?? ''), response?.reason_phrase);
      // No answer at all is the line's fault, and is tried again; an answer is a refusal, which more tries do not change.
      if (status === undefined) this.#register('unreachable', trouble);
      else this.#register('refused', trouble);
    });
    ua.on('newRTCSession', ({ session, originator }: RTCSessionEvent) => {
      if (String(originator) === 'remote') this.#ring(session);
    });
    this.#register('connecting');
    ua.start();
  }

  #stop(): void {
    for (const line of this.#lines.values()) line.hangUp();
    const ua = this.#ua;
    this.#ua = undefined;
    ua?.stop();
    this.#say();
  }

  #register(registration: PhoneRegistration, trouble?: PhoneTrouble): void {
    this.#registration = registration;
    this.#trouble = trouble ?? (registration === 'unreachable' ? this.#trouble : undefined);
    this.#say();
  }

  #ring(session: RTCSession): void {
    const line = this.#adopt(session);
    const expected = this.#expected;
    if (expected !== undefined && Date.now() < expected.until && sameNumber(expected.number, digits(line.number))) {
      this.#expected = undefined;
      void this.#answer(line.id);
    }
    this.#say();
  }

  async #answer(id: string): Promise<void> {
    const line = this.#line(id);
    if (line === undefined || !line.ringing || line.answering) return;
    line.answering = true;
    this.#ringer.stop();
    const own = await this.#voice();
    if (own === undefined) {
      line.answering = false;
      return this.#say();
    }
    await this.#holdOthers(id);
    if (line.session.isEnded()) return closeStream(own);
    line.answer(own, this.#account?.stun ?? []);
    this.#say();
  }

  async #call(number: string, consultFor?: string): Promise<void> {
    if (this.#calls(number)) return;
    this.#dialling = dialable(number);
    try {
      await this.#dial(number, consultFor);
    } finally {
      this.#dialling = undefined;
    }
  }

  async #dial(number: string, consultFor?: string): Promise<void> {
    const account = this.#account;
    if (this.#ua === undefined || account === undefined) return;
    const own = await this.#voice();
    if (own === undefined) return;
    await this.#holdOthers();
    const target = `sip:${encodeURIComponent(dialable(number))}@${account.domain}`;
    const session = this.#ua.call(target, { mediaStream: own, pcConfig: pcConfig(account.stun) });
    const line = this.#adopt(session, own);
    line.consultFor = consultFor;
    this.#say();
  }

  /** Whether this number is being called already: two quick clicks are one call. */
  #calls(number: string): boolean {
    const called = [...this.#lines.values()].filter((line) => line.direction === 'out' && !line.answered);
    return [this.#dialling, ...called.map((line) => line.number)].some((each) => each === dialable(number));
  }

  /** Goes back to a held call; whoever was spoken with meanwhile waits. */
  async #take(id: string): Promise<void> {
    await this.#holdOthers(id);
    await this.#line(id)?.hold(false);
  }

  async #holdOthers(id?: string): Promise<void> {
    await this.#conference(false);
    const others = [...this.#lines.values()].filter((line) => line.id !== id && line.answered);
    await Promise.all(others.map((line) => line.hold(true)));
  }

  /** Whoever is muted in a conference is so for both. */
  #mute(id: string, on: boolean): void {
    const line = this.#line(id);
    for (const each of line?.conference ? this.#lines.values() : [line]) each?.mute(on);
  }

  #transfer(id: string, to: string): void {
    const domain = this.#account?.domain;
    if (domain === undefined) return;
    this.#refer(id, (line, options) => line.session.refer(`sip:${encodeURIComponent(dialable(to))}@${domain}`, options));
  }

  /** RFC 3891: the PBX puts the held one in the place of our talk with the colleague. */
  #complete(id: string): void {
    const consult = [...this.#lines.values()].find((line) => line.consultFor === id);
    if (consult === undefined) return;
    this.#refer(id, (line, options) =>
      line.session.refer(consult.session.remote_identity.uri, { ...options, replaces: consult.session }),
    );
  }

  #refer(id: string, send: (line: Line, options: { eventHandlers: Record<string, (event: ReferEvent) => void> }) => void): void {
    const line = this.#line(id);
    if (line === undefined || !line.answered || line.transferring) return;
    line.transferring = true;
    const refused = (event: ReferEvent): void => {
      line.transferring = false;
      const { status_code: status, reason_phrase: phrase = '' } = event.response ?? event.status_line ?? {};
      const said = status === undefined ? (event.cause ?? '') : `${status} ${phrase}`;
      this.#tell({ type: 'trouble', trouble: { problem: 'transfer-refused', said }, number: line.number });
      this.#say();
    };
    // The PBX ends our part by BYE once the other one has answered; some leave that to us.
    const accepted = (): void => line.hangUp();
    send(line, { eventHandlers: { requestFailed: refused, failed: refused, accepted } });
    this.#say();
  }

  async #conference(on: boolean): Promise<void> {
    if (!on) {
      const apart = this.#apart;
      this.#apart = undefined;
      await apart?.();
      for (const line of this.#lines.values()) line.conference = false;
      return this.#say();
    }
    const [first, second] = [...this.#lines.values()].filter((line) => line.answered);
    if (first === undefined || second === undefined || this.#apart !== undefined) return;
    await Promise.all([first.hold(false), second.hold(false)]);
    const parties = [first.party(), second.party()] as const;
    if (parties[0] === undefined || parties[1] === undefined) return;
    this.#apart = await mix([parties[0], parties[1]]);
    for (const line of [first, second]) line.conference = true;
    this.#say();
  }

  /** Whoever called first goes on, the other one waits: nobody is left in a talk that they only overhear. */
  async #part(): Promise<void> {
    await this.#holdOthers([...this.#lines.values()].find((line) => line.answered)?.id);
  }

  async #devices(devices: PhoneState['chosen'], ringVolume: number): Promise<void> {
    const before = this.#desk.chosen;
    this.#ringVolume = ringVolume;
    await this.#desk.choose(devices);
    this.#sound();
    if (before.microphone !== devices.microphone) await this.#speakAnew();
    this.#say();
  }

  /** Everything sounds where it is to, as far as that is plugged in. */
  #sound(): void {
    const { speaker, ringer } = this.#desk.used;
    this.#ringer.set(ringer, this.#ringVolume);
    for (const element of this.#loudspeakers.values()) void playOn(element, speaker);
  }

  /** Through the microphone that is to be used now, those in a conference too. */
  async #speakAnew(): Promise<void> {
    const together = this.#apart !== undefined;
    if (together) await this.#conference(false);
    for (const line of this.#lines.values()) {
      if (!line.answered) continue;
      const own = await this.#voice();
      if (own !== undefined) await line.speakThrough(own);
    }
    if (together) await this.#conference(true);
  }

  async #voice(): Promise<MediaStream | undefined> {
    try {
      const own = await openMicrophone(this.#desk.chosen.microphone);
      // Unplugged: whoever listens is not left in silence. A track that we stop does not tell so.
      for (const track of own.getTracks()) track.addEventListener('ended', () => void this.#speakAnew());
      return own;
    } catch (error) {
      this.#tell({ type: 'trouble', trouble: microphoneTrouble(error) });
      return undefined;
    }
  }

  #adopt(session: RTCSession, own?: MediaStream): Line {
    const line = new Line(
      session,
      {
        changed: () => this.#say(),
        heard: (stream) => this.#hear(session.id, stream),
        ended: (ended, trouble) => this.#ended(ended, trouble),
      },
      own,
    );
    this.#lines.set(line.id, line);
    return line;
  }

  #hear(id: string, stream: MediaStream): void {
    const element = new Audio();
    element.srcObject = stream;
    this.#loudspeakers.set(id, element);
    void playOn(element, this.#desk.used.speaker).then(() => element.play());
    void this.#desk.look();
  }

  #ended(line: Line, trouble: PhoneTrouble | undefined): void {
    this.#lines.delete(line.id);
    const element = this.#loudspeakers.get(line.id);
    if (element) element.srcObject = null;
    this.#loudspeakers.delete(line.id);
    if (line.conference) void this.#conference(false);
    this.#tell({ type: 'ended', call: line.describe(), answered: line.answered, ...(trouble ? { trouble } : {}) });
    this.#say();
  }

  #line(id: string): Line | undefined {
    return this.#lines.get(id);
  }

  async #headsetKey(key: HeadsetKey): Promise<void> {
    const command = askedBy(
      key,
      [...this.#lines.values()].map((line) => line.describe()),
    );
    if (command !== undefined) await this.do(command);
    this.#say();
  }

  #say(): void {
    const lines = [...this.#lines.values()];
    const calls = lines.map((line) => line.describe());
    this.#soundRing(lines);
    this.#desk.show(lampsOf(calls));
    this.#tell({
      type: 'state',
      state: {
        registration: this.#registration,
        ...(this.#trouble === undefined ? {} : { trouble: this.#trouble }),
        calls,
        ...this.#desk.describe(),
      },
    });
  }

  #soundRing(lines: readonly Line[]): void {
    const ringing = lines.some((line) => line.ringing && !line.answering);
    if (!ringing) this.#ringer.stop();
    else if (!this.#ringer.ringing) {
      this.#ringer.start(lines.some((line) => line.answered) ? 'waiting' : 'ring');
      void this.#desk.look();
    }
  }
}

type Answer = { status_code?: number; reason_phrase?: string };
type ReferEvent = { cause?: string; response?: Answer; status_line?: Answer };
