/**
 * What passes between the window and the page of the softphone, which is a frame of the same origin with a policy of its own:
 * SIP, sound and the microphone live there, what is seen lives in the window. Over one MessagePort that the window hands in.
 */
export type PhoneAccount = {
  /** `ws:` or `wss:` address of the PBX. */
  url: string;
  domain: string;
  user: string;
  password: string;
  /** Addresses such as `stun:stun.acme.test:3478`; none within an office. */
  stun: string[];
  /** Sign in without TLS at a host that is not this machine. */
  allowInsecure?: true;
  /** Shown to whom we call. */
  displayName?: string;
};

/** Why something could not be done; each has its words in the catalogue. */
export type PhoneProblem =
  | 'no-microphone'
  | 'microphone-denied'
  | 'microphone-busy'
  | 'device-missing'
  | 'no-headset'
  | 'headset-refused'
  | 'wrong-password'
  | 'not-allowed'
  | 'unknown-number'
  | 'busy'
  | 'no-answer'
  | 'declined'
  | 'unavailable'
  | 'no-common-codec'
  | 'no-media'
  | 'unreachable'
  | 'insecure'
  | 'timeout'
  | 'transfer-refused'
  | 'failed';

/** `said`: the exact words of the PBX or the system, for Details. */
export type PhoneTrouble = { problem: PhoneProblem; said: string };

/** `unreachable`: the PBX cannot be reached and is tried again; `refused`: it does not take this user or password. */
export type PhoneRegistration = 'connecting' | 'registered' | 'refused' | 'unreachable';

/**
 * `calling`: we called and nobody has answered; `held`: by us. How it sounds is said by `quality`, which is absent until there
 * is something to judge by.
 */
export type PhoneCallState = 'ringing' | 'calling' | 'talking' | 'held';

export type PhoneQuality = {
  level: 'good' | 'fair' | 'poor' | 'silent';
  /** Since the call began. */
  packetsIn: number;
  packetsOut: number;
  /** Share of packets lost on the way to us in the last seconds, 0 to 1. */
  loss: number;
  jitterMs: number;
  /** There and back; absent while the other side has not reported. */
  roundTripMs?: number;
  codec: string;
  /** The media is encrypted (DTLS-SRTP), and by what. */
  cipher?: string;
};

export type PhoneCall = {
  id: string;
  direction: 'in' | 'out';
  number: string;
  /** As the PBX says it; absent when it is only the number again. */
  name?: string;
  state: PhoneCallState;
  /** They keep us waiting. */
  heldByThem: boolean;
  muted: boolean;
  /** One of the calls that hear each other through us. */
  conference: boolean;
  /** Made to talk to a colleague before giving them this call. */
  consultFor?: string;
  /** A transfer is under way. */
  transferring: boolean;
  /** Epoch ms. */
  startedAt: number;
  answeredAt?: number;
  quality?: PhoneQuality;
};

export type PhoneDevice = { id: string; label: string };
/** Empty: the system's own choice. */
export type PhoneDevices = { microphone: string; speaker: string; ringer: string };

export type PhoneState = {
  registration: PhoneRegistration;
  /** Why it is not registered. */
  trouble?: PhoneTrouble;
  calls: PhoneCall[];
  microphones: PhoneDevice[];
  speakers: PhoneDevice[];
  chosen: PhoneDevices;
  /** Of those chosen, the ones that are not plugged in: the system's own is used instead until they are back. */
  missing: (keyof PhoneDevices)[];
  /** A headset whose keys are listened to. */
  headset?: string;
  /** The echo test; `level` is told meanwhile. */
  test: 'off' | 'listening' | 'recording' | 'playing';
};

export type PhoneCommand =
  | { do: 'start'; account: PhoneAccount; devices: PhoneDevices; ringVolume: number }
  /** Takes leave of the PBX; calls are hung up. */
  | { do: 'stop' }
  | { do: 'call'; number: string }
  | { do: 'answer' | 'hangUp'; id: string }
  | { do: 'mute' | 'hold'; id: string; on: boolean }
  | { do: 'key'; id: string; key: string }
  /** Gives the call away without a word. */
  | { do: 'transfer'; id: string; to: string }
  /** Holds the call and calls a colleague. */
  | { do: 'consult'; id: string; to: string }
  /** Connects the two of a consultation and leaves. `id` is the held call. */
  | { do: 'complete'; id: string }
  /** The two calls and we hear each other; again: apart. */
  | { do: 'conference'; on: boolean }
  | { do: 'devices'; devices: PhoneDevices; ringVolume: number }
  /** The next incoming call from this number within some seconds is answered at once: we asked the PBX to ring us for it. */
  | { do: 'expect'; number: string }
  /** Listens to the microphone for the level meter. */
  | { do: 'listen'; on: boolean }
  /** Records some seconds and plays them back. */
  | { do: 'echo' }
  | { do: 'ring' }
  /** Lets the person choose a headset, as a click on a button allows it. */
  | { do: 'headset' };

export type FromPhone =
  | { type: 'state'; state: PhoneState }
  /** Loudness of the microphone, 0 to 1. */
  | { type: 'level'; level: number }
  /** Something the person asked for did not work. */
  | { type: 'trouble'; trouble: PhoneTrouble; number?: string }
  /** A call is over. `answered`: somebody talked. `endedBy` as far as SIP says. */
  | { type: 'ended'; call: PhoneCall; answered: boolean; trouble?: PhoneTrouble };

/** Sent with the port. */
export type PhoneGreeting = { throughline: 'phone' };
