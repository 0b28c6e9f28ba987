import type { DeliveryReport } from '../../../shared/contract/connector.ts';
import type {
  AttachmentKind,
  Call,
  ContactPointKind,
  ConversationStatus,
  Delivery,
  DeliveryCode,
  DeliveryNote,
  Direction,
  Evidence,
  FileHash,
  ItemKind,
  LinkEvidence,
  MailHeaders,
  TagColour,
  TimelineEvent,
  UnreachableReason,
} from '../../../shared/model/index.ts';

/**
 * What desks tell each other, as plain data: everything is named by its id, never by a key of one desk's database. Kinds stand
 * in the order in which they can be taken in: what is named comes before what names it.
 */
export const recordKinds = [
  'tag',
  'canned',
  'customer',
  'contact',
  'link',
  'conversation',
  'reminder',
  'item',
  'wish',
  'ask',
] as const;
export type RecordKind = (typeof recordKinds)[number];

export type TagBody = { name: string; colour: TagColour; removedAt: number | null };
export type CannedBody = { title: string; shortcut: string | null; body: string; updatedAt: number };

/** `root`: the person this identity is shown as. */
export type CustomerBody = { root: string; name: string; nameRank: number; createdAt: number };

/** `unreachable`: per channel, only where the provider said so. */
export type ContactBody = {
  customer: string;
  kind: ContactPointKind;
  value: string;
  normalised: string;
  label: string | null;
  verified: boolean;
  evidence: Evidence;
  name: string | null;
  namedAt: number | null;
  portraitHash: FileHash | null;
  removedAt: number | null;
  unreachable: Array<{ channel: string; reason: UnreachableReason; at: number; detail: string | null }>;
};

export type LinkBody = {
  a: string;
  b: string;
  evidence: LinkEvidence;
  agent: string | null;
  createdAt: number;
  /** Ids of what undoing puts back. */
  restore: {
    absorbed: Array<{ conversation: string; into: string }>;
    moved: Array<{ conversation: string; from: string }>;
  };
  undoneAt: number | null;
  undoneBy: string | null;
};

export type ConversationBody = {
  customer: string;
  status: ConversationStatus;
  assignee: string | null;
  department: string | null;
  openedAt: number;
  closedAt: number | null;
  snoozedUntil: number | null;
  wokenAt: number | null;
  result: string | null;
  imported: boolean;
  mergedInto: string | null;
  tags: string[];
};

export type ReminderBody = {
  customer: string;
  agent: string;
  at: number;
  text: string;
  createdAt: number;
  doneAt: number | null;
};

/**
 * `hash` once the team's store has the bytes. `ref`: the provider's name of it, with which any desk that runs the channel can fetch it;
 * told of no recording, and by no older desk.
 */
export type FileBody = {
  id: string;
  name: string;
  mime: string;
  size: number | null;
  kind: AttachmentKind;
  inline: boolean;
  durationMs: number | null;
  width: number | null;
  height: number | null;
  hash: FileHash | null;
  previewHash: FileHash | null;
  spoiler: boolean;
  part: string | null;
  deletedAt: number | null;
  identity: string | null;
  version: number | null;
  ref?: string;
};

export type VersionBody = {
  version: number;
  text: string;
  marks: string | null;
  htmlHash: FileHash | null;
  fromAt: number;
  untilAt: number;
};

/** What is known of a call. `normalised`: the number it is matched by. What an agent says of it is told by itself, see `WishBody`. */
export type CallBody = { revision: number; normalised: string | null; told: Omit<Call, 'wrapUp'> };

export type ItemBody = {
  customer: string;
  conversation: string | null;
  channel: string | null;
  /** The provider's thread and its name of the message within it. */
  thread: string | null;
  remoteId: string | null;
  /** Further messages of the provider that are the same item, and the album they make. */
  parts: string[];
  album: string | null;
  contact: string | null;
  agent: string | null;
  kind: ItemKind;
  direction: Direction;
  sentAt: number;
  receivedAt: number;
  /** Place on the timeline of the desk it came from: an answer never stands before its question, whatever the clocks say. */
  orderedAt: number;
  subject: string | null;
  text: string;
  htmlHash: FileHash | null;
  hasRemoteContent: boolean;
  mail: (MailHeaders & { references: string[]; reports?: DeliveryReport[] }) | null;
  replyTo: string | null;
  automatic: boolean;
  editedAt: number | null;
  deletedAt: number | null;
  event: TimelineEvent | null;
  delivery: Delivery | null;
  deliveryNote: DeliveryNote | null;
  /** JSON text of what few items have. */
  extra: string | null;
  versions: VersionBody[];
  files: FileBody[];
  /** Of calls alone. */
  call?: CallBody;
};

/**
 * A change of what is at the provider, to be made there by whoever runs the channel; or what an agent says of a call (`wrap-up`, and
 * `assign`: whose it was) or pins, which is so everywhere at once.
 */
export type WishBody = {
  customer: string;
  item: string;
  /** JSON text of what is wished. */
  wanted: string;
  type: 'edit' | 'withdraw' | 'react' | 'wrap-up' | 'assign' | 'pin';
  state: 'pending' | 'refused' | 'done';
  createdAt: number;
  code: DeliveryCode | null;
  detail: string | null;
};

/**
 * A file of an item that is to be fetched from its provider by whoever runs the channel, and what came of it. `file` is the id of the
 * attachment. `hash`: of `done`, the team's store has it under this name.
 */
export type AskBody = {
  customer: string;
  item: string;
  file: string;
  state: 'asked' | 'taken' | 'failed' | 'done';
  hash: FileHash | null;
  createdAt: number;
  detail: string | null;
};

export type Bodies = {
  tag: TagBody;
  canned: CannedBody;
  customer: CustomerBody;
  contact: ContactBody;
  link: LinkBody;
  conversation: ConversationBody;
  reminder: ReminderBody;
  item: ItemBody;
  wish: WishBody;
  ask: AskBody;
};

/** One thing as it stands. `version`: the server's, 0 for what it has never seen. `by`: whose words these are, where the server says so. */
export type TeamRecord = {
  [K in RecordKind]: { kind: K; id: string; version: number; body: Bodies[K]; by?: string };
}[RecordKind];
export type RecordRef = { kind: RecordKind; id: string };

/** What a record names of others, so that they are here before it is taken in. */
export function namedBy(record: TeamRecord): RecordRef[] {
  const ref = (kind: RecordKind, id: string | null): RecordRef[] => (id === null ? [] : [{ kind, id }]);
  switch (record.kind) {
    case 'tag':
    case 'canned':
      return [];
    case 'customer':
      return record.body.root === record.id ? [] : ref('customer', record.body.root);
    case 'contact':
      return ref('customer', record.body.customer);
    case 'link':
      return [...ref('customer', record.body.a), ...ref('customer', record.body.b)];
    case 'conversation':
      return [
        ...ref('customer', record.body.customer),
        ...ref('conversation', record.body.mergedInto),
        ...record.body.tags.flatMap((id) => ref('tag', id)),
      ];
    case 'reminder':
      return ref('customer', record.body.customer);
    case 'wish':
    case 'ask':
      return [...ref('customer', record.body.customer), ...ref('item', record.body.item)];
    case 'item':
      return [
        ...ref('customer', record.body.customer),
        ...ref('conversation', record.body.conversation),
        ...ref('contact', record.body.contact),
      ];
  }
}

/** Records in an order in which each finds what it names. */
export const inOrder = (records: readonly TeamRecord[]): TeamRecord[] =>
  [...records].sort(
    (a, b) => recordKinds.indexOf(a.kind) - recordKinds.indexOf(b.kind) || rootsFirst(a, b) || (a.id < b.id ? -1 : 1),
  );

/** The person before those shown as that person; what ended before what is open, since one may be open only. */
function rootsFirst(a: TeamRecord, b: TeamRecord): number {
  if (a.kind === 'customer' && b.kind === 'customer') return Number(a.body.root !== a.id) - Number(b.body.root !== b.id);
  if (a.kind === 'conversation' && b.kind === 'conversation') return Number(isOpen(a.body)) - Number(isOpen(b.body));
  return 0;
}

export const isOpen = ({ status, mergedInto }: Pick<ConversationBody, 'status' | 'mergedInto'>): boolean =>
  status !== 'resolved' && mergedInto === null;

/** The provider's name of an item, unique in its channel: a Message-ID, or a number within a chat. */
export function remoteKey({ kind, thread, remoteId }: Pick<ItemBody, 'kind' | 'thread' | 'remoteId'>): string | undefined {
  if (remoteId === null || thread === null) return undefined;
  return kind === 'email' ? remoteId : `${thread}/${remoteId}`;
}
