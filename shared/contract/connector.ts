import type {
  AgentState,
  AttachmentKind,
  CallCause,
  CallLegResult,
  CallOutcome,
  CallState,
  Capabilities,
  ChannelId,
  ChannelKind,
  ChannelNotice,
  ConnectionProblem,
  ConnectionProblemCode,
  ContactPointKind,
  DeliveryCode,
  EpochMs,
  FileHash,
  ForwardOrigin,
  ItemCard,
  ItemId,
  MailAddress,
  MailHeaders,
  MessageButton,
  RefusedRecipient,
  TextMark,
  UnreachableReason,
} from '../model/index.ts';

import type { ChannelTest, EventReading } from './channel-test.ts';
import type { ChannelConfig, CloudPbxChannelConfig } from './provision.ts';

/** Facts about a connector, readable without loading it. */
export type ConnectorInfo = { kind: ChannelKind; capabilities: Capabilities };

/**
 * One provider. Owns no store and no retry policy: it connects, emits what arrives, sends what it is given,
 * and reports errors by kind; the supervisor decides what to do about them.
 */
export type Connector<C extends ChannelConfig = ChannelConfig> = {
  info: ConnectorInfo;
  open(ctx: ConnectorContext<C>): Session;
  /**
   * Turns one raw payload into what happened. Pure but for reading stored bytes by hash, so that a payload
   * which failed can be mapped again after an update. Throws when the payload cannot be understood.
   */
  map(raw: RawPayload, ctx: MapContext<C>): Promise<InboundEvent[]>;
  /** "Test connection": logs in and out again, changes nothing. Never throws for a refused login; says so. */
  test(config: C, signal: AbortSignal, keep?: KeepSecrets): Promise<ChannelTest>;
  /** What is made of an event of a provider's that somebody pasted to try it. Keeps nothing, and asks nobody. */
  readEvent?(provider: CloudPbxChannelConfig['provider'], text: string): EventReading;
  /**
   * Lets the person sign in at the provider with the system's browser. `open` shows them the page. Resolves with what the
   * configuration needs besides; throws {@link ConnectorError}.
   */
  signIn?(config: C, open: (url: string) => void, signal: AbortSignal): Promise<{ refreshToken: string }>;
  /**
   * Cuts one reply into the messages this provider will carry, in order. Each part becomes an item of its own,
   * sent once. Pure. An email is always one part.
   */
  plan(reply: PlannedReply): PlannedReply[];
  /** The words of a body in HTML with the pictures in their places. Absent where there is no HTML, `undefined` where no picture. Pure. */
  illustrated?(html: string): Illustrated | undefined;
};

/** A text with U+FFFC for each picture, and the pictures in that order, by hash of the stored file; sizes in CSS pixels. */
export type Illustrated = { text: string; pictures: Array<{ hash: FileHash; width?: number; height?: number }> };

export type PlannedReply = { text: string; marks?: TextMark[]; files: OutgoingFile[]; buttons?: MessageButton[][] };
/** `as` chooses among what a provider offers for one type of file: a picture as picture or as file, a sound as voice. */
export type OutgoingFile = {
  hash: FileHash;
  name: string;
  mime: string;
  size: number;
  as?: AttachmentKind;
  spoiler?: true;
};

export type ConnectorContext<C> = {
  channelId: ChannelId;
  config: C;
  /** Committed cursor of each stream, as last emitted. Streams are the connector's own: a folder, `updates`. */
  cursors: ReadonlyMap<string, unknown>;
  /**
   * Hands over what arrived. Resolves when the payloads and the cursor are committed in one transaction: only then
   * may the provider be told that we have them. At least once, and idempotent by `remoteKey` within the stream.
   */
  emit(batch: RawBatch): Promise<void>;
  /** The provider answers us: connection is up. Called again after each reconnect inside `run`. */
  online(): void;
  /** First import of history: messages done of those in the chosen window. `undefined` ends it. */
  progress(importing: { done: number; total: number } | undefined): void;
  /**
   * What this very server can, over what `info` says of its kind; told as soon as it is known and again when it changes.
   * Kept, since an answer is written while nobody is connected.
   */
  capable?(found: Partial<Capabilities>): void;
  /** What a person should know though all goes on; takes the place of what was told before. */
  notice?(notices: ChannelNotice[]): void;
  keep?: KeepSecrets;
  /** Telephony: how the PBX has agents now; all it knows of, or those that changed. `restarted`: it has just begun, so that
   * what it says is what it began with. */
  agentStates?(states: ExtensionState[], restarted: boolean): void;
  files: FileStore;
  log: Logger;
};

/** A secret the provider has replaced by another (a refresh token): the new one is sealed when this resolves. */
export type KeepSecrets = (secrets: { refreshToken: string }) => Promise<void>;

export type MapContext<C> = {
  channelId: ChannelId;
  config: C;
  files: FileStore;
  /** ISO 3166 region for phone numbers written without a country. */
  country: string;
};

/** Files named by the SHA-256 of their bytes. `put` returns when the bytes are on disk. */
export type FileStore = {
  put(bytes: Uint8Array): Promise<{ hash: FileHash; size: number }>;
  /** Absolute path to write a download to before `adopt`, on the same volume. */
  scratch(): string;
  /** Moves a finished download in under its hash. Where another one was `expected` nothing is kept, and the answer tells what it is. */
  adopt(path: string, expected?: FileHash): Promise<{ hash: FileHash; size: number }>;
  get(hash: FileHash): Promise<Uint8Array>;
  path(hash: FileHash): string;
};

/** Structured log; never customer text, never a secret. */
export type Logger = {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
};

/**
 * What the provider gave, before anybody interprets it. `body` is JSON text; large bytes (a mail's source) are put
 * into the file store first and named in `body` and `sourceHash`.
 */
export type RawPayload = { stream: string; remoteKey: string; body: string; sourceHash?: FileHash; receivedAt: EpochMs };
export type RawBatch = {
  payloads: RawPayload[];
  next?: StreamCursor;
  also?: StreamCursor[];
  /** The provider forgets these as soon as we say that we have them, so they are committed to survive a power cut. */
  once?: true;
};
export type StreamCursor = { stream: string; cursor: unknown };

/**
 * Where the last word of an account is kept that the channel answers for, in all threads whose names begin so: an `AccountRight`,
 * given with the batch it came in, so that it moves with the channel.
 */
export const accountStream = (threads: string): string => `account ${threads}`;

/** Somebody on the far side, as this channel names them. */
export type Party = {
  kind: ContactPointKind;
  /** As shown: `Maria@mail.test`, a Telegram user id in decimal. */
  value: string;
  /** Name the provider or the mail header gives this person. */
  name?: string;
  /** Shown instead of `value` when present: `@mariak`. */
  label?: string;
};

/** A statement that a further address belongs to a party. */
export type ContactClaim = {
  kind: ContactPointKind;
  value: string;
  /**
   * `shared-contact`: the provider vouches that it is the party's own (verified).
   * `stated`: the party wrote it themselves, in a signature or a labelled line (not verified).
   */
  source: 'shared-contact' | 'stated';
};

export type InboundAttachment = {
  name: string;
  mime: string;
  kind: AttachmentKind;
  inline: boolean;
  spoiler?: true;
  /** The provider's own name of these bytes, where it has one that never changes: told again, the file is not fetched again. */
  identity?: string;
  /** Fetched with the message: a small picture of what the file shows. */
  previewRef?: string;
  size?: number;
  durationMs?: number;
  width?: number;
  height?: number;
} & (
  | { hash: FileHash }
  /** Fetched later by `session.fetch(ref)`. `ref` is the connector's own. */
  | { ref: string }
  | { unavailable: 'too-large' | 'failed'; detail: string }
);

export type InboundMessage = {
  type: 'message';
  /** The provider's thread: a chat id, the Message-ID a mail thread began with. */
  remoteThread: string;
  /** The provider's id, unique within the thread: a Telegram message id, a Message-ID. */
  remoteId: string;
  direction: 'in' | 'out';
  /** The customer: the author of an inbound message, the first recipient of an outgoing one. */
  party: Party;
  claims: ContactClaim[];
  sentAt: EpochMs;
  subject?: string;
  text: string;
  marks?: TextMark[];
  card?: ItemCard;
  forwardedFrom?: ForwardOrigin;
  buttons?: MessageButton[][];
  /** Messages with the same album in one thread are one item; each brings its files, and any may bring the text. */
  album?: string;
  /** Written in a group: its title. The party is who wrote, the thread is the group's. */
  group?: { title: string };
  /** What was chosen of the message that is answered, and whose it was where that is not in the same thread. */
  quote?: { excerpt: string; chosen?: true; origin?: string };
  htmlHash?: FileHash;
  hasRemoteContent?: boolean;
  sourceHash?: FileHash;
  mail?: MailHeaders;
  /**
   * Message ids this one answers, nearest first (In-Reply-To, then References from the end). The thread of the first
   * known one wins over `remoteThread`. For messengers: the id of the quoted message in the same thread.
   */
  answers: string[];
  attachments: InboundAttachment[];
  /** The provider says a person has already read it (IMAP \Seen). */
  seen: boolean;
  /** Sent by a machine (RFC 3834): shown, but opens no conversation and makes nobody wait. */
  automatic?: boolean;
  /**
   * What it says of messages of ours: a bounce or a receipt, one entry for each recipient. It then belongs to the person the
   * reported message went to, whoever wrote the report.
   */
  reports?: DeliveryReport[];
  /** What of it this version cannot read. It stands on the timeline as that, and its payload is kept aside to be read after an update. */
  notUnderstood?: string;
};

/** What became of a message of ours, told by a later message (RFC 3464 and bounces in words, RFC 8098). */
export type DeliveryReport = {
  /** Provider id of our message. Absent where the report names none. */
  about?: string;
  /** Address it speaks of. Absent where it names none. */
  recipient?: string;
  /** `delayed` changes nothing: the servers are still trying. */
  outcome: 'failed' | 'delayed' | 'delivered' | 'read';
  /** The server's words. */
  detail: string;
  /** Present when it failed. */
  code?: DeliveryCode;
  unreachable?: UnreachableReason;
};

/** Somebody on one of the sides of a call. Agents are found by `extension` where the call is taken in. */
export type InboundParticipant = { extension?: string; number?: string; name?: string };
export type InboundCallLeg = InboundParticipant & {
  id: string;
  ringAt: EpochMs;
  answeredAt?: EpochMs;
  endedAt?: EpochMs;
  result: CallLegResult;
};

/**
 * All that is known of one call by now. An upsert by `remoteId`: the same again changes nothing, and one with a lower `revision`
 * than what is here is passed over, so that it does not matter how often or in which order they are applied. Not of one kind of
 * PBX: whatever tells ringing, answer and end can tell this, and what it does not tell stays absent.
 */
export type InboundCall = {
  type: 'call';
  /** The provider's name of the whole call, the same for all its legs. */
  remoteId: string;
  /** Grows with every change. */
  revision: number;
  direction: 'in' | 'out';
  state: CallState;
  /** Only when it is over and known how. */
  outcome?: CallOutcome;
  /** The other side's number as told; absent when it is hidden. */
  number?: string;
  callerName?: string;
  line?: string;
  queue?: string;
  startedAt: EpochMs;
  answeredAt?: EpochMs;
  heldSince?: EpochMs;
  endedAt?: EpochMs;
  waitMs?: number;
  ringMs?: number;
  talkMs?: number;
  holdMs?: number;
  answeredBy?: InboundParticipant;
  /** Whose call it is when we called: who dialled. */
  dialledBy?: InboundParticipant;
  endedBy?: 'them' | 'us';
  legs: InboundCallLeg[];
  transfers: Array<{ kind: 'blind' | 'attended'; from: InboundParticipant; to: InboundParticipant; at: EpochMs }>;
  cause?: CallCause;
  unobserved?: { from: EpochMs; to: EpochMs };
  /** Recordings and voicemails, of kind `audio` or `voice`; each told once it can be fetched, and known by its `identity`. */
  recordings: InboundAttachment[];
  /** One is being made just now, or was made and is not to be had yet. */
  recording?: 'running' | 'expected';
};

export type InboundEvent =
  | InboundMessage
  | InboundCall
  | {
      type: 'edit';
      remoteThread: string;
      remoteId: string;
      editedAt: EpochMs;
      text: string;
      marks?: TextMark[];
      card?: ItemCard;
      /** Present when the files are told too: they take the place of those the message had. */
      attachments?: InboundAttachment[];
    }
  /** What one side's reactions to a message are from now on; none takes them back. */
  | { type: 'reaction'; remoteThread: string; remoteId: string; by: 'customer' | 'us'; emoji: string[]; at: EpochMs }
  /** A poll of ours was voted on, a location moved: the card is new, the words are not. */
  | { type: 'card'; remoteThread: string; remoteId: string; card: ItemCard }
  /** What the provider calls them now. */
  | { type: 'party'; party: Party; at: EpochMs }
  /** Read elsewhere, by a colleague in another program (IMAP \\Seen). The thread is not told. */
  | { type: 'seen'; remoteId: string; at: EpochMs }
  /** Deleted elsewhere; the thread is not told. The item stays and says so. */
  | { type: 'gone'; remoteId: string; at: EpochMs }
  | { type: 'delete'; remoteThread: string; remoteId: string; deletedAt: EpochMs }
  | { type: 'reachability'; party: Party; reachable: boolean; reason?: UnreachableReason; at: EpochMs }
  /** An account that the channel answers for, in all threads whose names begin so, has changed what it lets the channel do: see `accountStream`. */
  | { type: 'account'; threads: string }
  /** Understood and of no interest (a service message). The reason is for the log. */
  | { type: 'ignored'; reason: string };

/** `durationMs`: of a sound, where that is known only by what lies beside it. */
export type FetchedFile = { hash: FileHash; size: number; durationMs?: number };

export type Session = {
  /** Loops until aborted. Resolves after a clean stop; throws {@link ConnectorError} when the supervisor must decide. */
  run(signal: AbortSignal): Promise<void>;
  /** Sends one part. Never throws for the provider's answer. May be called whether or not `run` is connected. */
  send(intent: SendIntent, signal: AbortSignal): Promise<SendResult>;
  /** Looks whether an `unknown` send arrived. `undefined` when it cannot be told. */
  reconcile?(intent: SendIntent, signal: AbortSignal): Promise<{ remoteId: string; remoteThread?: string } | undefined>;
  /** After `accepted` is committed: what still belongs to it (a copy in Sent). Idempotent; called again after a crash. */
  afterSend?(intent: SendIntent, signal: AbortSignal): Promise<void>;
  /**
   * Changes something that is there already. May be repeated without harm, so it is tried until it is accepted or refused.
   */
  act?(action: RemoteAction, signal: AbortSignal): Promise<ActionResult>;
  /** Shows them that somebody types, for some seconds. Failing is nobody's concern. */
  typing?(to: { address: string; remoteThread?: string }, signal: AbortSignal): Promise<void>;
  /** Their picture as the provider has it now; `undefined` when there is none. */
  portrait?(party: Party, signal: AbortSignal): Promise<{ hash: FileHash; size: number } | undefined>;
  /** Downloads an attachment named by `ref` to a hash. `progress` in bytes. */
  fetch?(ref: string, signal: AbortSignal, progress?: (done: number) => void): Promise<FetchedFile>;
  /**
   * Calls somebody for an agent: their desk rings first, or at once. `unknown`: the request left and no answer came; whether it
   * became a call is then seen by the call itself, which has the `remoteId` that was ordered.
   */
  dial?(order: DialOrder, signal: AbortSignal): Promise<DialResult>;
  /** Ends a call that is under way. What is over already is `done`. */
  hangUp?(remoteId: string, signal: AbortSignal): Promise<ActionResult>;
  /** Makes an agent's place in the queues what their state says. May be repeated without harm. */
  setAgentState?(order: { extension: string; state: AgentState }, signal: AbortSignal): Promise<ActionResult>;
  /** The machine woke or the network changed: drop dead connections now rather than at the next timeout. */
  wake(): void;
};

export type DialOrder = {
  /** Desk that calls. */
  extension: string;
  /** As it is to be dialled. */
  number: string;
  /** Shown on the desk while it rings, besides the number. */
  name?: string;
  /** What the call will be named where the provider lets us choose; the same order again makes no second call. */
  remoteId: string;
};
/** `remoteId`: what the provider named it. */
export type DialResult =
  | { status: 'accepted'; remoteId: string }
  | { status: 'refused'; cause: CallCause; code: DeliveryCode }
  | { status: 'unknown'; detail: string };

/** An agent's desk as the PBX has it. `inCall`: it talks or rings. Absent `state`: it is in no queue, so the PBX holds none. */
export type ExtensionState = { extension: string; state?: AgentState; inCall?: boolean };

export type SendIntent = {
  itemId: ItemId;
  /** Address of the customer on this channel, as stored: a mail address, a Telegram chat id. */
  to: string;
  toName?: string;
  fromName?: string;
  text: string;
  marks?: TextMark[];
  buttons?: MessageButton[][];
  subject?: string;
  cc?: MailAddress[];
  bcc?: MailAddress[];
  /** Answer to an invitation: the iCalendar object (RFC 5546, METHOD:REPLY). */
  calendar?: { method: 'reply'; ics: string };
  files: OutgoingFile[];
  /** Decided before the first attempt and the same for every attempt; email uses it as Message-ID. */
  remoteId: string;
  /** The provider's thread this goes into, when there is one. */
  remoteThread?: string;
  /** Written by the program of itself, nobody having read it before: said in the mail, so that no machine answers it (RFC 3834). */
  automatic?: true;
  /** The message it answers: its provider id, and for mail the ids to be put in References, oldest first. */
  replyTo?: { remoteId: string; references: string[] };
  createdAt: EpochMs;
};

/**
 * `unknown`: it may have left and the answer was lost. Never sent again without a person.
 * `retry`: certainly not delivered, and worth another attempt (after `retryAfterMs` where the provider says so).
 */
export type SendResult =
  | {
      status: 'accepted';
      remoteId: string;
      remoteThread?: string;
      sentAt?: EpochMs;
      /** Ids of further messages this one became: the rest of an album, in the order of its files. */
      further?: string[];
      /** Further recipients who will not get it. The customer is never among them. */
      refused?: RefusedRecipient[];
    }
  | {
      status: 'rejected';
      code: DeliveryCode;
      detail: string;
      unreachable?: UnreachableReason;
      /** When it was too large: what it measures and what is taken, in bytes. */
      sizes?: { message: number; limit: number };
    }
  | { status: 'retry'; code: DeliveryCode; detail: string; retryAfterMs?: number }
  | { status: 'unknown'; detail: string };

/**
 * A change to what is at the provider. `remoteIds`: the message and, for an album, the rest of it. An edit tells the buttons
 * the message has, because a provider takes what is not told again as taken away.
 */
export type RemoteAction = { remoteThread: string; remoteIds: string[] } & (
  | { type: 'edit'; text: string; marks?: TextMark[]; hasFiles: boolean; buttons?: MessageButton[][] }
  | { type: 'withdraw' }
  /** Our reaction from now on; none takes it back. */
  | { type: 'react'; emoji?: string }
  /** Read here: mark it so at the provider. The only one that names many messages at once, of whatever threads. */
  | { type: 'seen' }
);
export type ActionResult =
  | { status: 'done' }
  | { status: 'refused'; code: DeliveryCode; detail: string }
  | { status: 'retry'; code: DeliveryCode; detail: string; retryAfterMs?: number };

export type ConnectorErrorKind = 'auth' | 'conflict' | 'rate-limit' | 'offline' | 'protocol';

/** Thrown by `run`. `problem` is what a person is told. */
export class ConnectorError extends Error {
  readonly kind: ConnectorErrorKind;
  readonly problem: ConnectionProblem;
  readonly retryAfterMs: number | undefined;
  constructor(
    kind: ConnectorErrorKind,
    code: ConnectionProblemCode,
    detail: string,
    options: { host?: string; retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ConnectorError';
    this.kind = kind;
    this.problem = { code, detail, ...(options.host === undefined ? {} : { host: options.host }) };
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Thrown by `fetch`: the provider never gives a file of this size. `reason` is kept with the file as its error. */
export class FileTooLarge extends ConnectorError {
  readonly reason: string;
  constructor(reason: string, detail: string, options: { host?: string } = {}) {
    super('protocol', 'refused', detail, options);
    this.name = 'FileTooLarge';
    this.reason = reason;
  }
}
