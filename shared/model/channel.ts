import type { ChannelId, EpochMs } from './ids.ts';
import type { TextMarkType } from './text.ts';

export const channelKinds = ['email', 'telegram', 'asterisk', 'cloud-pbx'] as const;
export type ChannelKind = (typeof channelKinds)[number];

/**
 * What a channel can carry, as positive facts. Absent means "cannot".
 * `canSend`, the composer and the outbox read these and nothing else.
 */
export type Capabilities = {
  /** Longest text of one message in UTF-16 code units; a longer one is split on a word. */
  maxTextLength?: number;
  /** Longest caption beside a file, same unit. */
  maxCaptionLength?: number;
  subject?: true;
  /** One message carries its text and any number of files together. */
  filesWithText?: true;
  /** Of one file, and of all files of one message together where that is limited. */
  attachments?: { maxBytes: number; maxTotalBytes?: number };
  replyTo?: true;
  /** We may write to an address that has never written to us on this channel. */
  mayWriteFirst?: true;
  /** The provider lets us look up afterwards whether an unanswered send arrived. */
  reconciles?: true;
  receipts?: ReadonlyArray<'delivered' | 'read'>;
  /** Further recipients beside the customer. */
  copies?: true;
  /** Marks of a text it can show; the others are left out when it is sent, their words stay. */
  formatting?: ReadonlyArray<TextMarkType>;
  /** Files that travel together as one message. */
  album?: { max: number };
  /** Our own messages can be changed or taken back afterwards; for so many hours, where there is a limit. */
  edit?: { hours?: number };
  withdraw?: { hours?: number };
  /** We can react to a message, with these emoji alone where they are named. */
  reactions?: { emoji?: readonly string[] };
  /** Buttons under a message of ours. */
  buttons?: true;
  /** The provider gives a file that came by it again whenever it is asked, so that a desk need not keep it. */
  filesStay?: true;
  /** They can be shown that we are typing. */
  typing?: true;
  /** The provider shows pictures of people. */
  portraits?: true;
  /** It carries calls. `dial`: we can begin one; `hangUp`: end one; `agentState`: it gives calls to agents by their state. */
  calls?: { dial?: true; hangUp?: true; agentState?: true };
};

/**
 * - `connecting`: first connection or a new attempt is under way
 * - `online`: pushed to by the provider
 * - `backoff`: failed, tries again at `retryAt`
 * - `needs-auth`: the provider refused our credentials; nothing is tried until a person changes them
 * - `conflict`: somebody else uses this account in a way that excludes us (Telegram 409)
 * - `stopped`: switched off
 * - `elsewhere`: in a team, another desk runs it, or is about to
 */
export type ConnectionState = 'connecting' | 'online' | 'backoff' | 'needs-auth' | 'conflict' | 'stopped' | 'elsewhere';

/**
 * In a team, how this desk stands with its colleagues.
 * - `catching-up`: what happened meanwhile is being read; nothing is sent until it is
 * - `away`: the server cannot be reached since `since`; what one does here goes on, what needs colleagues waits
 * - `refused`: the server does not want this login; `update-needed`: program and server are of different times
 */
export type TeamConnection = {
  state: 'connecting' | 'catching-up' | 'connected' | 'away' | 'refused' | 'update-needed';
  since: EpochMs;
  host: string;
  /** Of `catching-up`. */
  progress?: { done: number; total: number };
  /** The server was restored from an older copy and is told again what it lacks; `total` 0: how much that is, is not known yet. */
  restoring?: { done: number; total: number };
  /** Decisions that wait for the server. */
  waiting: number;
  /** The store of the team's files does not answer, or does not want this desk (an administrator has to see to it): files wait. */
  files?: { state: 'away' | 'refused'; since: EpochMs; detail: string };
  /** In the server's own words. */
  detail?: string;
  /** Of `update-needed`: which of the two is to be updated. */
  update?: 'program' | 'server';
};

export type Connection = {
  channelId: ChannelId;
  kind: ChannelKind;
  name: string;
  address: string;
  state: ConnectionState;
  since: EpochMs;
  /** Last time the provider answered us. */
  lastContactAt?: EpochMs;
  /** Who runs it, of one that is `elsewhere`. */
  holder?: string;
  /** A PBX that this desk has no line to: what is known of its calls comes from colleagues' desks. Always `elsewhere`. */
  fromColleagues?: true;
  retryAt?: EpochMs;
  error?: ConnectionProblem;
  /** First import of history; absent when there is none under way. */
  importing?: { done: number; total: number };
  /** A call can be begun by it from this desk. */
  dials?: true;
  /** What a person should know though the channel works. */
  notices?: ChannelNotice[];
  /** Payloads that arrived and could not be understood; they are kept. */
  quarantined: number;
};

export type ConnectionProblemCode =
  | 'auth'
  /** The provider wants the person to sign in, for the first time or again (OAuth 2.0). */
  | 'sign-in'
  | 'conflict'
  | 'webhook'
  | 'offline'
  | 'refused'
  | 'dns'
  | 'timeout'
  /** It answers, and says that it is out of order itself. */
  | 'server'
  | 'certificate'
  /** Its time is over, or has not come: by the clock of this machine. */
  | 'certificate-expired'
  /** It is somebody's, but not this host's. */
  | 'certificate-host'
  | 'tls'
  | 'rate-limit'
  /** The server allows this account no more connections at once. */
  | 'connections'
  /** None of the folders chosen to be read is on the server. */
  | 'folders'
  | 'protocol'
  | 'insecure'
  /** The account at the provider may not do what is needed. */
  | 'rights'
  /** This machine could not store what arrived: its disk is full or may not be written to. */
  | 'storage'
  /** The team's server cannot be reached, so what arrives waits with the provider. */
  | 'team-away'
  | 'internal';

/** `folder-gone`: chosen to be read and no longer on the server; `folder-new`: appeared lately, and is not read. */
export type FolderNotice = { code: 'folder-gone' | 'folder-new'; folder: string };

/** `same-pbx`: the other channel, by its name, is of the same PBX, so that each call is told twice. */
export type ChannelNotice = FolderNotice | { code: 'same-pbx'; channel: string };

/** `detail` is the provider's own words, shown behind "Details"; the interface words the code itself. */
export type ConnectionProblem = { code: ConnectionProblemCode; detail: string; host?: string };
