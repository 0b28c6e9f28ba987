import type { ChannelKind } from './channel.ts';
import type { AgentId, AttachmentId, ChannelId, ContactPointId, ConversationId, EpochMs, FileHash, ItemId } from './ids.ts';

export type ItemKind = 'email' | 'telegram' | 'note' | 'event';
export type Direction = 'in' | 'out' | 'none';

/**
 * How an outgoing item stands. Never shown as more than what is known:
 * `queued` here, `sending` left our hands, `sent` the provider accepted it, `unknown` it left and no answer came,
 * `failed` the provider refused it for good, `cancelled` a person withdrew it before it left.
 */
export type Delivery = 'queued' | 'sending' | 'sent' | 'delivered' | 'read' | 'failed' | 'unknown' | 'cancelled';

export type Attachment = {
  id: AttachmentId;
  name: string;
  mime: string;
  /** Bytes; absent when the provider did not say. */
  size?: number;
  kind: 'file' | 'image' | 'audio' | 'voice' | 'video' | 'sticker';
  /** Shown inside the body rather than below it. */
  inline: boolean;
  durationMs?: number;
  width?: number;
  height?: number;
  state: 'local' | 'remote' | 'fetching' | 'failed' | 'too-large';
  /** Present when `state` is `local`. */
  hash?: FileHash;
  error?: string;
};

export type ItemAuthor =
  | { type: 'customer'; name: string; contactPointId?: ContactPointId }
  | { type: 'agent'; agentId?: AgentId; name: string }
  | { type: 'system' };

/** What happened, for items of kind `event`; the interface words it. */
export type TimelineEvent =
  | { type: 'status'; from: string; to: string }
  | { type: 'assigned'; to?: string }
  | { type: 'linked'; names: readonly [string, string]; byRule: boolean; value?: string }
  | { type: 'unlinked'; names: readonly [string, string] };

export type MailHeaders = {
  from: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  messageId?: string;
  /** It came signed or encrypted; what is encrypted can only be opened as source. Nothing of it was verified. */
  protection?: 'signed' | 'encrypted';
};
export type MailAddress = { name?: string; address: string };

/** One thing on a timeline. */
export type Item = {
  id: ItemId;
  /** Position in time order; opaque, only to be compared and passed back as a cursor. */
  key: number;
  /** Order of arrival here; the read mark is one of these. */
  arrival: number;
  conversationId?: ConversationId;
  kind: ItemKind;
  channel?: { id: ChannelId; kind: ChannelKind; name: string };
  direction: Direction;
  author: ItemAuthor;
  /** Address the item went to or came from, as shown: `maria@mail.test`, `@mariak`. */
  address?: string;
  sentAt: EpochMs;
  receivedAt: EpochMs;
  subject?: string;
  text: string;
  /** Hash of the stored HTML body; shown through `app://throughline/mail/<hash>`. */
  htmlHash?: FileHash;
  /** True when the HTML asks for content from other servers. */
  hasRemoteContent?: boolean;
  /** Hash of the message exactly as it arrived. */
  sourceHash?: FileHash;
  mail?: MailHeaders;
  replyTo?: { itemId?: ItemId; excerpt: string };
  attachments: Attachment[];
  /** Number of earlier texts; read them by `item.versions`. */
  versions: number;
  editedAt?: EpochMs;
  deletedAt?: EpochMs;
  delivery?: Delivery;
  /** Why it failed or why it waits, in the provider's words where there are any. */
  deliveryNote?: DeliveryNote;
  event?: TimelineEvent;
};

export type DeliveryNote = { code: DeliveryCode; detail?: string; retryAt?: EpochMs; attempts: number };

export type DeliveryCode =
  | 'blocked'
  | 'no-such-address'
  | 'too-large'
  | 'refused'
  | 'auth'
  | 'rate-limit'
  | 'offline'
  | 'interrupted'
  | 'protocol';

export type ItemVersion = { text: string; htmlHash?: FileHash; from: EpochMs; until: EpochMs };
