/**
 * What the PBX said of one call, in its own terms and without judgement: plain data, so that it can be kept, and read again after
 * an update. Times in ms by the clock of the PBX. Keys pressed are nowhere in it.
 */
export type CallFacts = {
  linkedId: string;
  revision: number;
  channels: ChannelFacts[];
  dials: DialFacts[];
  stays: BridgeStay[];
  queues: QueueFacts[];
  holds: HoldFacts[];
  transfers: TransferFacts[];
  recordings: RecordingFacts[];
  /** We asked for it: who calls whom. */
  ordered?: { extension: string; number: string; at: number; failed?: { reason: number; at: number } };
  /** A message was left in a mailbox. */
  voicemailAt?: number;
  /** What it was written as, without the ending, and by which channel. */
  voicemail?: { file: string; channel: string };
  /** Uniqueid of the channel whose side hung up first. */
  hangupBy?: string;
  /** Nobody listened in this time. */
  gap?: { from: number; to: number };
  /** The PBX itself ended, and all its calls with it. */
  restarted?: boolean;
};

export type ChannelFacts = {
  id: string;
  /** `PJSIP/101-0000001a`: technology, endpoint and a number. */
  name: string;
  at: number;
  number?: string;
  callerName?: string;
  /** Extension of the dialplan it began in: of a channel that came in, what was dialled. */
  exten?: string;
  upAt?: number;
  endAt?: number;
  /** It was gone when somebody looked again: `endAt` is that moment, and not its end. */
  lost?: true;
  cause?: number;
  causeText?: string;
};
/** `number`: what was dialled, where it was no device. */
export type DialFacts = {
  number?: string;
  from?: string;
  to: string;
  at: number;
  ringAt?: number;
  endAt?: number;
  status?: string;
  name?: string;
};
/** `met`: who was in the bridge already. A PBX under load tells of entry and leave in one moment, so that times alone do not say. */
export type BridgeStay = {
  met?: string[];
  bridge: string;
  channel: string;
  from: number;
  to?: number;
};
/** `agent`: channel of the member who answered. */
export type QueueFacts = { queue: string; channel: string; at: number; endAt?: number; abandoned?: true };
export type HoldFacts = { channel: string; from: number; to?: number };
export type TransferFacts = { kind: 'blind' | 'attended'; at: number; from: string; exten?: string; to?: string };
export type RecordingFacts = { channel: string; at: number; file?: string; endAt?: number };

export const emptyFacts = (linkedId: string): CallFacts => ({
  linkedId,
  revision: 0,
  channels: [],
  dials: [],
  stays: [],
  queues: [],
  holds: [],
  transfers: [],
  recordings: [],
});

/** Every channel is gone; or what we asked for never became one, or cannot be seen any more. */
export const isOver = (facts: CallFacts): boolean =>
  facts.channels.length > 0
    ? facts.channels.every(({ endAt }) => endAt !== undefined)
    : facts.ordered?.failed !== undefined || facts.gap !== undefined;
