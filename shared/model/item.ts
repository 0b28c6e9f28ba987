import type { Call } from './call.ts';
import type { ChannelKind } from './channel.ts';
import type { AgentId, AttachmentId, ChannelId, ContactPointId, ConversationId, EpochMs, FileHash, ItemId } from './ids.ts';
import type { TextMark } from './text.ts';

export const itemKinds = ['email', 'telegram', 'call', 'note', 'event'] as const;
export type ItemKind = (typeof itemKinds)[number];
export type Direction = 'in' | 'out' | 'none';

/**
 * How an outgoing item stands. Never shown as more than what is known:
 * `queued` here, `sending` left our hands, `sent` the provider accepted it, `unknown` it left and no answer came,
 * `failed` the provider refused it for good, `cancelled` a person withdrew it before it left.
 */
export type Delivery = 'queued' | 'sending' | 'sent' | 'delivered' | 'read' | 'failed' | 'unknown' | 'cancelled';

/** `animation` is a silent, looping video; `video-note` a round one. A sticker's `mime` tells how it moves, if it does. */
export type AttachmentKind = 'file' | 'image' | 'audio' | 'voice' | 'video' | 'video-note' | 'animation' | 'sticker';

export type Attachment = {
  id: AttachmentId;
  name: string;
  mime: string;
  /** Bytes; absent when the provider did not say. */
  size?: number;
  kind: AttachmentKind;
  /** Shown inside the body rather than below it. */
  inline: boolean;
  /** Covered until somebody asks to see it. */
  spoiler?: true;
  durationMs?: number;
  width?: number;
  height?: number;
  state: 'local' | 'remote' | 'fetching' | 'failed' | 'too-large';
  /** Bytes of a running download, told at most twice a second. */
  fetched?: number;
  /** Of one that is fetched: by whoever runs the channel, who was asked to (`asked`) and is at it (`taken`). */
  asked?: 'asked' | 'taken';
  /** Small picture of it, present before the file itself is: an image of at most 320 pixels a side. */
  previewHash?: FileHash;
  /** Present when `state` is `local`. */
  hash?: FileHash;
  error?: string;
  /** Its part of an album was deleted by its author; the rest of the album is still there. */
  deletedAt?: EpochMs;
};

/** The `error` of a file that Telegram gives to no bot: the interface words it. */
export const overBotLimit = 'file-over-bot-limit';

export type ItemAuthor =
  | { type: 'customer'; name: string; contactPointId?: ContactPointId }
  | { type: 'agent'; agentId?: AgentId; name: string }
  | { type: 'system' };

/** What happened, for items of kind `event`; the interface words it. */
export type TimelineEvent =
  /** `until`: when a snooze ends; `result`: how a resolved one ended. */
  | { type: 'status'; from: string; to: string; until?: EpochMs; result?: string }
  /** `unanswered`: whom it was given to, who did not accept it in time, so that a rule of the team put it back. */
  | { type: 'assigned'; to?: string; unanswered?: string }
  | { type: 'linked'; names: readonly [string, string]; byRule: boolean; value?: string }
  | { type: 'unlinked'; names: readonly [string, string] };

export type MailHeaders = {
  from: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  /** Of our own mails only: nobody else is told. */
  bcc?: MailAddress[];
  /** Where its author wants the answer, when that is not `from` (RFC 5322, section 3.6.2). */
  replyTo?: MailAddress[];
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
  /** Said before its channel was connected, and read with its history: whenever that was, it is no news. */
  historic?: true;
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
  replyTo?: ReplyReference;
  /** Formatting of `text`; absent when it has none. */
  marks?: TextMark[];
  /** What it carries besides text and files. */
  card?: ItemCard;
  /** Whose words these were, when it was passed on. */
  forwardedFrom?: ForwardOrigin;
  /** Ours, and not to the customer: what was passed on, and to whom. */
  passedOn?: PassedOn;
  /** Buttons under a message of ours, row by row. */
  buttons?: MessageButton[][];
  /** As they stand now; nobody's earlier ones are kept. */
  reactions?: Reaction[];
  /** Title of the group it was written in; absent in a private chat. */
  group?: string;
  attachments: Attachment[];
  /** Number of earlier texts; read them by `item.versions`. */
  versions: number;
  editedAt?: EpochMs;
  deletedAt?: EpochMs;
  delivery?: Delivery;
  /** Why it failed or why it waits, in the provider's words where there are any. */
  deliveryNote?: DeliveryNote;
  event?: TimelineEvent;
  /** Of kind `call` alone. `text` is then the number, and `sentAt` the moment it began. */
  call?: Call;
  /** Kept in sight beside the person, until somebody takes it away again. */
  pinned?: Pin;
  /** What was asked for and is not done at the provider yet, or was refused there. The item itself stays as the customer sees it. */
  pendingChanges?: PendingChange[];
};

/** Who pinned an item to its person, and when. */
export type Pin = { at: EpochMs; agentName: string };

/** A change to a message that is there already. `refused` is final: `note` has the provider's words. */
export type PendingChange = { at: EpochMs; state: 'pending' | 'refused'; note?: DeliveryNote } & (
  | { type: 'edit'; text: string; marks?: TextMark[] }
  | { type: 'withdraw' }
  /** None takes our reaction back. */
  | { type: 'react'; emoji?: string }
);

export type DeliveryNote = {
  code: DeliveryCode;
  detail?: string;
  retryAt?: EpochMs;
  attempts: number;
  /** Further recipients who did not get what the customer got; the item is `sent` all the same. */
  refused?: RefusedRecipient[];
  /** When it was too large: what it measures and what is taken, in bytes. */
  sizes?: { message: number; limit: number };
};

/** `detail` is the server's own words. */
export type RefusedRecipient = { address: string; code: DeliveryCode; detail: string };

/**
 * - `mailbox-full`: the recipient's, which may be emptied
 * - `unwanted`: taken for spam, or the rules of the other side forbid it
 * - `address-form`: an address in national letters, which the server does not take and for which there is no other form
 */
export type DeliveryCode =
  | 'blocked'
  | 'no-such-address'
  | 'address-form'
  | 'mailbox-full'
  | 'too-large'
  | 'unwanted'
  | 'refused'
  | 'auth'
  | 'rate-limit'
  | 'offline'
  | 'interrupted'
  | 'protocol';

/** `attachments` are those that were replaced with this version; files that stayed are with the item. */
export type ItemVersion = {
  text: string;
  marks?: TextMark[];
  htmlHash?: FileHash;
  attachments?: Attachment[];
  from: EpochMs;
  until: EpochMs;
};

/** `quote` is the part the author chose; `origin` names whose message it was when it is not on this timeline. */
export type ReplyReference = { itemId?: ItemId; excerpt: string; quote?: true; origin?: string };

/** `itemId` is the item that was passed on. */
export type PassedOn = { itemId: ItemId; to: MailAddress[] };

export type ForwardOrigin = {
  kind: 'person' | 'hidden-person' | 'chat' | 'channel';
  name: string;
  at: EpochMs;
  /** Where the original can be opened, when it is public. */
  url?: string;
};

export type MessageButton = { label: string } & ({ url: string } | { data: string });

export type Reaction = { by: 'customer' | 'us'; emoji: string; at: EpochMs };

/**
 * What an item carries as data. For all but an invitation the item's `text` says the same in plain characters, for lists,
 * notifications and search; where the card is shown, it is shown instead of the text.
 *
 * - `poll`: as it stood when it came; `votes` counts where the provider tells
 * - `location`: degrees (WGS 84); `live` until that time, when it moves; a venue has a title and an address
 * - `contact`: somebody's card, which need not be the sender's own
 * - `invitation`: a calendar request by mail (RFC 5546); `answer` is the one we gave
 */
export type ItemCard =
  | {
      type: 'poll';
      question: string;
      options: Array<{ text: string; votes: number; correct?: true }>;
      total: number;
      multiple: boolean;
      closed: boolean;
    }
  | { type: 'location'; latitude: number; longitude: number; liveUntil?: EpochMs; title?: string; address?: string }
  | { type: 'contact'; name: string; phone: string }
  | { type: 'dice'; emoji: string; value: number }
  /** Of a kind that this version does not know: its name at the provider. */
  | { type: 'unknown'; kind: string }
  | {
      type: 'invitation';
      method: 'request' | 'cancel' | 'reply';
      uid: string;
      summary: string;
      from: EpochMs;
      to?: EpochMs;
      allDay?: true;
      location?: string;
      organizer?: MailAddress;
      /** The iCalendar object as it came, as a stored file: what an answer is made from. */
      source?: FileHash;
      answer?: InvitationAnswer;
    };
export type InvitationAnswer = 'accepted' | 'declined' | 'tentative';
