import type {
  Agent,
  AgentId,
  AgentState,
  AgentStateName,
  AttachmentId,
  AttachmentKind,
  Call,
  Capabilities,
  ChannelId,
  ChannelKind,
  Connection,
  ConnectionProblem,
  ContactPoint,
  ContactPointId,
  ContactPointKind,
  Conversation,
  ConversationId,
  ConversationStatus,
  CustomerId,
  Delivery,
  DepartmentId,
  Direction,
  EpochMs,
  Evidence,
  FileHash,
  IdentityLink,
  InvitationAnswer,
  Item,
  ItemCard,
  ItemId,
  ItemKind,
  ItemVersion,
  LinkId,
  MessageButton,
  Notice,
  NoticeId,
  NoticeRules,
  Pin,
  Reminder,
  ReminderId,
  SavedViewId,
  SearchOperator,
  Sla,
  Tag,
  TagColour,
  TagId,
  TeamConnection,
  TextMark,
  WantedChange,
} from '../model/index.ts';
import type { ChannelTest, EventReading } from './channel-test.ts';
import type { Illustrated, OutgoingFile } from './connector.ts';
import type { ApiErrorCode } from './errors.ts';
import type { ChannelConfig, CloudPbxChannelConfig } from './provision.ts';
import type { TeamCommands } from './team.ts';

export const inboxViews = ['mine', 'unassigned', 'all', 'snoozed', 'resolved'] as const;
/** `mine`, `unassigned` and `all` are of open and pending conversations. */
export type InboxView = (typeof inboxViews)[number];
/** `waiting`: who waits longest first, then the others by their last activity. */
export const inboxSorts = ['waiting', 'latest'] as const;
export type InboxSort = (typeof inboxSorts)[number];
/**
 * What narrows a view. One channel: where the last thing was said. One agent: who has them. `departmentId` null: of no department.
 */
export type InboxFilter = {
  view: InboxView;
  channelId?: ChannelId;
  tagId?: TagId;
  assigneeId?: AgentId;
  departmentId?: DepartmentId | null;
  /** Only those of whom {@link InboxRow.trouble} tells. */
  troubled?: true;
};
/** A filter under a name of the agent's own. */
export type SavedView = InboxFilter & { id: SavedViewId; name: string; sort: InboxSort };

/** What is wrong with an answer, in the order in which it is told. */
export const answerTroubles = ['held', 'failed', 'unknown'] as const;
export type AnswerTrouble = (typeof answerTroubles)[number];

/** One line of the list of customers. */
export type InboxRow = {
  customerId: CustomerId;
  name: string;
  photo?: FileHash;
  status: ConversationStatus;
  assignee?: { id: AgentId; name: string };
  department?: { id: DepartmentId; name: string };
  lastActivityAt: EpochMs;
  waitingSince?: EpochMs;
  /** Which promise of service is due next; absent where the team has none, or in no team. */
  sla?: Sla;
  /** Place when the longest waiting come first; the lower, the earlier. */
  waitingOrder: number;
  /** Among equals: the lower stands first of those who wait, the higher first of the latest. */
  tie: number;
  snoozedUntil?: EpochMs;
  /** The next thing promised or to be done. */
  remindAt?: EpochMs;
  tags: Tag[];
  unread: number;
  /** Our last answer did not arrive or may not have, or one could not leave when its time had come and waits for a person. */
  trouble?: AnswerTrouble;
  last: {
    kind: ItemKind;
    channelKind?: ChannelKind;
    direction: Direction;
    /** The colleague who sent it; absent: the agent of this desk did, or nobody. */
    by?: string;
    subject?: string;
    /** At most 200 characters, one line. */
    excerpt: string;
    attachmentKinds: AttachmentKind[];
    /** Present when it carries a card; `text` is its question, title, name, emoji or summary, and may be empty. */
    card?: { type: ItemCard['type']; text: string };
    delivery?: Delivery;
    /** Present when it is a call. */
    call?: Pick<Call, 'state' | 'outcome' | 'talkMs' | 'queue' | 'match'>;
  };
};

/** Opaque place in a list, to be passed back unchanged. */
export type Cursor = string;
export type Page<T> = { rows: T[]; next?: Cursor };

export type CustomerView = {
  id: CustomerId;
  name: string;
  /** True when the name is only an address or number, because nobody has told us a name yet. */
  nameIsAddress: boolean;
  /** Their picture, as a messenger gave it. */
  photo?: FileHash;
  version: number;
  contactPoints: ContactPoint[];
  conversation?: Conversation;
  earlierConversations: Conversation[];
  reminders: Reminder[];
  /** What was pinned last first. */
  pinned: PinnedItem[];
  links: IdentityLink[];
  agents: Agent[];
  /** Where an answer can go, best first: the address they last wrote from leads. */
  replyOptions: ReplyOption[];
  drafts: { reply?: Draft; note?: Draft; forward?: Draft };
  /** Mailboxes from which something of theirs can be passed on to others; `address` is our own. */
  forwardOptions: ForwardOption[];
  /** Answers that wait for their time, soonest first. */
  held: HeldReply[];
  /** Decisions of this desk that the team's server has not been asked about yet, in their order. */
  waiting?: WantedChange[];
};

/** An item that is kept in sight beside its person. `text`: at most 300 characters, one line; the subject where there is none. */
export type PinnedItem = Pick<Item, 'kind' | 'sentAt' | 'text'> & { itemId: ItemId; pinned: Pin };

/** What `canSend` says of one address on one channel. */
export type ReplyOption = {
  contactPointId: ContactPointId;
  channelId: ChannelId;
  channelKind: ChannelKind;
  channelName: string;
  address: string;
  capabilities: Capabilities;
  allowed: boolean;
  /** Why not, when not allowed. */
  reason?:
    | 'unreachable-blocked'
    | 'unreachable-deactivated'
    | 'unreachable-address'
    | 'account-ended'
    | 'account-only-read'
    | 'must-write-first'
    | 'channel-stopped';
  /** Subject a mail answer would carry. */
  subject?: string;
  /** Where they asked for the answer, when that is not `address` (Reply-To of their last mail): it goes there. */
  answersTo?: string;
  /** What they last wrote in a group here: an answer that quotes it goes into the group, also where none is allowed otherwise. */
  group?: { itemId: ItemId; title: string };
  /** When they last wrote from this address to this channel, and when we last wrote there. */
  lastInAt?: EpochMs;
  lastOutAt?: EpochMs;
};

export type ForwardOption = Pick<ReplyOption, 'channelId' | 'channelKind' | 'channelName' | 'address' | 'capabilities'>;

/** What is passed on by mail: which item, and to whom, as typed. Whoever stands first is written to, the others get copies. */
export type Forward = { itemId: ItemId; to: string[] };

/** What a text is being written as. */
export const draftKinds = ['reply', 'note', 'forward'] as const;
export type DraftKind = (typeof draftKinds)[number];

export type Draft = {
  text: string;
  marks?: TextMark[];
  cc?: string[];
  bcc?: string[];
  contactPointId?: ContactPointId;
  channelId?: ChannelId;
  subject?: string;
  replyToItemId?: ItemId;
  forward?: Forward;
  /** This answer goes without the agent's signature. */
  signature?: false;
  /** What else happens when it is sent. */
  sequel?: ReplySequel;
  /** Buttons under a message, one a line, as typed. Present, be it empty, once they were opened. */
  buttons?: ButtonDraft[];
  files: StagedFile[];
  /** Files of the pictures inside the text, which its marks name by hash alone. */
  pictures?: StagedFile[];
  savedAt: EpochMs;
};
/** Where it leads; without a link, pressing it says its label to us. */
export type ButtonDraft = { label: string; link: string };
/** What a macro does with the conversation once the answer is on its way. */
export type ReplySequel = Pick<ConversationChange, 'status' | 'addTags'>;
/** A file copied into the profile and waiting to be sent. */
export type StagedFile = OutgoingFile;

/** An address as it is shown: its name where it has one. */
export type ShownAddress = { kind: ContactPointKind; shown: string };

export type SearchHit = {
  customerId: CustomerId;
  customerName: string;
  item: Pick<Item, 'id' | 'key' | 'kind' | 'direction' | 'sentAt' | 'subject'> & { channelKind?: ChannelKind };
  /** Text around the first match with the matched ranges as [start, end) offsets into it. */
  excerpt: string;
  marks: Array<[number, number]>;
};
export type SearchResult = {
  customers: Array<{ customerId: CustomerId; name: string; matched?: ShownAddress }>;
  hits: SearchHit[];
  next?: Cursor;
  /** Words that were searched for as well, because those typed are in little: by the other keyboard layout or alphabet. */
  also?: string[];
  /** Operators whose value is the name of nothing there is, or no value of theirs. */
  unmet?: Array<{ operator: SearchOperator; value: string }>;
  /** There was no time to look at all: `hits` may be few or none, and `next` goes on with older ones. */
  partial?: true;
};

export type WorkspaceView = {
  name: string;
  country: string;
  language?: 'en' | 'ru';
  me: Agent;
  /** No channel yet: show the first-run screen. */
  firstRun: boolean;
  /** The secret store of the system is missing, so the key is a file; told once, then acknowledged. */
  keyFileNotice: boolean;
  /** Senders whose remote mail content the agent allowed. */
  remoteContentSenders: string[];
  agents: Agent[];
  /** After this many minutes somebody waits too long; 0: nobody is told. */
  waitingLimitMinutes: number;
  tags: Tag[];
  savedViews: SavedView[];
  noticeRules: NoticeRules;
  /** How a conversation can end, in the workspace's words; none: nobody is asked. */
  resultCodes: string[];
  composing: Composing;
  cache: CacheView;
  /** Recordings of calls may be saved outside of the program by whoever sits here. */
  recordingsMayLeave: boolean;
};

/**
 * The files a desk keeps. Beyond the limits it lets go of those that its team or their provider has too, the longest unused first;
 * null: without limit. `usedBytes`: as they were last looked through; null before that.
 */
export type CacheView = { maxBytes: number | null; maxDays: number | null; usedBytes: number | null };

/** How answers are written and sent at this desk. */
export type Composing = {
  /** How long an answer waits so that it can be taken back; 0: it leaves at once. */
  undoSeconds: number;
  /** Put under mails, below the line `-- ` (RFC 3676, section 4.3). */
  signature?: CannedText;
};

export type CannedLanguage = 'en' | 'ru';
export type CannedText = { text: string; marks?: TextMark[] };
/** A text prepared for many customers, with variables like `{customer.name}`; one that also does something is a macro. */
export type CannedReply = {
  id: string;
  title: string;
  /** A word that finds it at once; no two have the same. */
  shortcut?: string;
  variants: { [L in CannedLanguage]?: CannedText };
  sequel?: ReplySequel;
  updatedAt: EpochMs;
};

/** An answer that waits for its time, and can be taken back until then. */
export type HeldReply = {
  id: string;
  /** `undo`: only so that it can be taken back; `later`: somebody chose the time. */
  reason: 'undo' | 'later';
  sendAt: EpochMs;
  createdAt: EpochMs;
  channelKind: ChannelKind;
  channelName: string;
  address: string;
  /** What would leave. */
  reply: Commands['reply.send']['in'];
  /** What it was written as, so that it comes back into the editor exactly. */
  draft: Omit<Draft, 'savedAt'>;
  /** They have written since it was put here. */
  answeredSince?: true;
  /**
   * Why it did not leave when its time had come; it waits for a person. `answered-meanwhile`: it was written while the team's server was
   * away, and `by`, a colleague, answered before it could leave, at `at`.
   */
  problem?: { code: string; detail: string; by?: string; at?: EpochMs };
};

export type Quarantined = {
  id: number;
  channelId: ChannelId;
  receivedAt: EpochMs;
  error: string;
  sourceHash?: FileHash;
  preview: string;
};

/** A call that is not over. */
export type LiveCall = {
  item: Item & { call: Call };
  /** Whose timeline it is on. A call from a number of several people, or from none, is on one of its own until somebody says. */
  customer: { id: CustomerId; name: string; nameIsAddress: boolean; photo?: FileHash };
  /** What whoever answers should know of them: what is pinned, and what is still to be done, the next first. */
  pinned: PinnedItem[];
  reminders: Reminder[];
  /** Everybody who has this number, when `match` is `several`. */
  candidates: CallCandidate[];
  /** It rings at, is talked at or was begun from the desk of this agent. */
  mine: boolean;
  /** It rings at this desk just now. */
  ringsHere: boolean;
};
/** A person who has the number, and how we know. `lastContactAt`: on any channel. */
export type CallCandidate = {
  customerId: CustomerId;
  name: string;
  value: string;
  verified: boolean;
  evidence: Evidence;
  lastContactAt?: EpochMs;
};

/** The agent's own state, and how far the PBX has it. */
export type MyAgentState = AgentState & {
  /** Channels that hold agent states; none: it is only ours. */
  channels: Array<{
    channelId: ChannelId;
    name: string;
    extension: string;
    /** `pending`: it has not been told yet; `refused`: `detail` says why; `no-queue`: the desk is in none. */
    applied: 'yes' | 'pending' | 'refused' | 'no-queue';
    detail?: string;
  }>;
  /** They talk or their desk rings: quitting now would be noticed. */
  inCall: boolean;
};

/** What a softphone signs in with. The password stays in memory. */
export type SoftphoneAccount = {
  channelId: ChannelId;
  channelName: string;
  extension?: string;
  url: string;
  domain: string;
  user: string;
  password: string;
  stun: string[];
  /** It may sign in without TLS at a host that is not this machine. */
  allowInsecure?: true;
};

/** What alone is shown of a timeline. `files`: items that carry any. */
export type TimelineLens = { channelId?: ChannelId; kinds?: ItemKind[]; files?: true };

/** What is not named stays. `result` goes with `resolved`, `snoozedUntil` with `snoozed`. */
export type ConversationChange = {
  status?: ConversationStatus;
  snoozedUntil?: EpochMs;
  result?: string;
  assigneeId?: AgentId | null;
  addTags?: TagId[];
  removeTags?: TagId[];
};
export type ConversationStand = { conversationId: ConversationId; version: number };

/** How a conversation stood before a change, the version it had then (`from`), and the version the change made. */
export type ConversationUndo = {
  conversationId: ConversationId;
  from: number;
  version: number;
  before: {
    status: ConversationStatus;
    snoozedUntil?: EpochMs;
    result?: string;
    closedAt?: EpochMs;
    assigneeId: AgentId | null;
    tags: TagId[];
    /** The change opened it. */
    absent?: true;
  };
};

/** Why one of many was not changed. `holder`: the colleague who has it. */
export type ChangeRefusal = { customerId: CustomerId; code: ApiErrorCode; holder?: { id: AgentId; name: string } };

/** Reads. Answered by the reader process; never change anything. */
export type Queries = {
  'workspace.get': { in: Record<string, never>; out: WorkspaceView };
  /** The latest first unless said. */
  'inbox.page': { in: InboxFilter & { sort?: InboxSort; after?: Cursor; limit: number }; out: Page<InboxRow> };
  /** Rows of these people as they stand now; a person who left the view is absent. For re-reading what is on screen. */
  'inbox.rows': { in: InboxFilter & { customerIds: CustomerId[] }; out: InboxRow[] };
  'inbox.counts': { in: Record<string, never>; out: Record<InboxView, number> & { unread: number } };
  'customer.get': { in: { customerId: CustomerId }; out: CustomerView };
  /** For "Link with…": people by name or address. */
  'customer.find': {
    in: { query: string; limit: number };
    out: Array<{ customerId: CustomerId; name: string; addresses: ShownAddress[] }>;
  };
  /**
   * Newest page when neither cursor is given; `at` is around a moment, `arrivedAfter` around the first thing from outside that
   * arrived after that many, or the newest page where there is none. Rows always come oldest first.
   */
  'timeline.page': {
    in: {
      customerId: CustomerId;
      before?: number;
      after?: number;
      around?: ItemId;
      at?: EpochMs;
      arrivedAfter?: number;
      lens?: TimelineLens;
      limit: number;
    };
    out: { items: Item[]; older: boolean; newer: boolean; readUpTo: number };
  };
  'item.get': { in: { itemId: ItemId }; out: Item };
  'item.versions': { in: { itemId: ItemId }; out: ItemVersion[] };
  /** A message of this desk as it was written, to be changed and sent anew. Refused (`not-found`) for one that nothing is kept of here. */
  'item.written': { in: { itemId: ItemId }; out: { draft: Omit<Draft, 'savedAt'> } };
  /** A search is about to be typed: loads what the first one would have to wait for. */
  'search.prepare': { in: Record<string, never>; out: { ready: true } };
  'search.run': { in: { query: string; limit: number; after?: Cursor }; out: SearchResult };
  /** Ringing and ongoing calls, the longest first; of everybody unless `mine`. */
  'call.live': { in: { mine?: true }; out: LiveCall[] };
  /** Everybody who has the number of this call. */
  'call.candidates': { in: { itemId: ItemId }; out: CallCandidate[] };
  'channel.list': { in: Record<string, never>; out: Array<ChannelConfig> };
  'canned.list': { in: Record<string, never>; out: CannedReply[] };
  /** Best first; everything when nothing is asked. Finds by title, shortcut and the words of both languages in any form. */
  'canned.find': { in: { query: string; limit: number }; out: CannedReply[] };
  /** The latest first, and how many nobody has seen. */
  'notice.list': { in: { limit: number }; out: { notices: Notice[]; unseen: number } };
  /** Whether a stored file may be saved outside of the program. Main asks this itself, whatever a window believes. */
  'file.mayLeave': { in: { hash: FileHash }; out: { may: boolean } };
  'quarantine.list': { in: { channelId?: ChannelId }; out: Quarantined[] };
};

/** What a desk has alone as in a team. */
type DeskCommands = {
  'reply.send': {
    in: {
      customerId: CustomerId;
      /** Absent for what is passed on to others, present for everything else. */
      contactPointId?: ContactPointId;
      channelId: ChannelId;
      text: string;
      marks?: TextMark[];
      subject?: string;
      /** Further recipients of a mail, as typed: `Name <address>` or an address. */
      cc?: string[];
      bcc?: string[];
      buttons?: MessageButton[][];
      replyToItemId?: ItemId;
      /** To others, about this person: it answers nobody, and the addresses become nobody's here. */
      forward?: Forward;
      files: StagedFile[];
      sequel?: ReplySequel;
    };
    out: { itemIds: ItemId[] };
  };
  /** The same, to leave at `sendAt`. Takes the place of the customer's draft. */
  'reply.hold': {
    in: {
      reply: Commands['reply.send']['in'];
      draft: Omit<Draft, 'savedAt'>;
      reason: HeldReply['reason'];
      sendAt: EpochMs;
    };
    out: { heldId: string };
  };
  'held.change': { in: { heldId: string; sendAt: EpochMs }; out: { heldId: string } };
  'held.sendNow': { in: { heldId: string }; out: { itemIds: ItemId[] } };
  /** Takes it back: it is gone, and `draft` is the customer's draft instead. Refused (`conflict`) when it has left. */
  'held.recall': { in: { heldId: string; draft: Omit<Draft, 'savedAt'> }; out: { heldId: string } };
  /** It does not leave, and is gone. Refused (`conflict`) when it has left. */
  'held.discard': { in: { heldId: string }; out: { heldId: string } };
  'canned.save': { in: { canned: Omit<CannedReply, 'id' | 'updatedAt'> & { id?: string } }; out: { id: string } };
  'canned.remove': { in: { id: string }; out: { id: string } };
  /** Changes a message of ours at the provider; the earlier text stays as a version. */
  'message.edit': { in: { itemId: ItemId; text: string; marks?: TextMark[] }; out: { itemId: ItemId } };
  /** Takes a message of ours back at the provider; the item stays and says so. */
  'message.withdraw': { in: { itemId: ItemId }; out: { itemId: ItemId } };
  /** Our reaction to a message; none takes it back. */
  'message.react': { in: { itemId: ItemId; emoji?: string }; out: { itemId: ItemId } };
  /** Somebody is writing an answer; at most once in some seconds. */
  'reply.typing': {
    in: { customerId: CustomerId; contactPointId: ContactPointId; channelId: ChannelId };
    out: Record<string, never>;
  };
  /** Answers a calendar invitation by mail to its organizer. */
  'invitation.answer': { in: { itemId: ItemId; answer: InvitationAnswer }; out: { itemIds: ItemId[] } };
  /**
   * Rings the agent's desk and then the number, on the channel given or the only one that can. `key` is the wish: the same again,
   * or the same number while it is being called, makes no second call and answers the same item. Who the number belongs to is
   * found out unless `customerId` says.
   */
  'call.dial': {
    in: { number: string; key: string; customerId?: CustomerId; channelId?: ChannelId };
    out: { itemId: ItemId };
  };
  'call.hangUp': { in: { itemId: ItemId }; out: { itemId: ItemId } };
  /** Whose call it was: moves it to this person's timeline. Answers where it was, so that it can be moved back. */
  'call.assign': { in: { itemId: ItemId; customerId: CustomerId }; out: { from: CustomerId } };
  /** How the call went. A note goes on the timeline besides; again changes the result, and adds the note if there is another. */
  'call.wrapUp': {
    in: { itemId: ItemId; result?: string; note?: { text: string; marks?: TextMark[] } };
    out: { itemId: ItemId; noteItemId?: ItemId };
  };
  'agent.state.get': { in: Record<string, never>; out: MyAgentState };
  /** Kept here and told to the PBX, now or when it can be reached. */
  'agent.state.set': { in: { state: AgentStateName; reason?: string }; out: { state: AgentStateName } };
  'softphone.account': { in: Record<string, never>; out: { account?: SoftphoneAccount } };
  /** Keeps an item in sight beside its person, or no longer. */
  'item.pin': { in: { itemId: ItemId; on: boolean }; out: { itemId: ItemId } };
  /** What a mail says in HTML, with the pictures that stand inside it; `null` where none does, or where its body is not here. */
  'item.illustrated': { in: { itemId: ItemId }; out: Illustrated | null };
  'note.add': { in: { customerId: CustomerId; text: string; marks?: TextMark[] }; out: { itemId: ItemId } };
  'file.stage': { in: { name: string; mime: string; bytes: ArrayBuffer }; out: StagedFile };
  'draft.save': {
    in: { customerId: CustomerId; kind: DraftKind; draft: Omit<Draft, 'savedAt'> | null };
    out: { savedAt: EpochMs };
  };
  /** Looks at the provider whether an `unknown` item arrived. `settled: false` when it cannot be told. */
  'outbox.check': { in: { itemId: ItemId }; out: { settled: boolean; delivery: Delivery } };
  /** "Send again" for `unknown` and `failed`: a person has decided that a duplicate is better than silence. */
  'outbox.sendAgain': { in: { itemId: ItemId }; out: { itemId: ItemId } };
  /** Withdraws what has not left yet. */
  'outbox.cancel': { in: { itemId: ItemId }; out: { itemId: ItemId } };
  /**
   * One change to one or many. `version` guards a single one: it is refused with `conflict` when somebody changed it since.
   * `undo` puts back exactly what stood before, for those nobody has changed meanwhile.
   */
  'conversation.change': {
    in: { customerIds: CustomerId[]; change: ConversationChange; version?: number };
    /**
     * `waiting`: in a team whose server is away, how many are decided when it is back. `refused`: those of many that stay as they were;
     * a single one is refused by an error.
     */
    out: { undo: ConversationUndo[]; waiting?: number; refused?: ChangeRefusal[] };
  };
  /**
   * Answers how many were put back; the others had been changed by somebody since. `stands`: the versions of those put back, on
   * which an earlier change can be taken back in its turn.
   */
  'conversation.undo': {
    in: { undo: ConversationUndo[] };
    out: { restored: number; changedSince: number; stands: ConversationStand[] };
  };
  /** Everything, what is about one customer, or one alone. */
  'notice.seen': { in: { customerId?: CustomerId; noticeId?: NoticeId }; out: Record<string, never> };
  'tag.save': { in: { id?: TagId; name: string; colour: TagColour }; out: { tagId: TagId } };
  /** Conversations that carry it keep it in their history and show it no more. */
  'tag.remove': { in: { tagId: TagId }; out: { tagId: TagId } };
  'view.save': { in: InboxFilter & { id?: SavedViewId; name: string; sort: InboxSort }; out: { viewId: SavedViewId } };
  /** `to`: its place among the others from now on, from 0; past the last is the last. */
  'view.move': { in: { viewId: SavedViewId; to: number }; out: { viewId: SavedViewId } };
  'view.remove': { in: { viewId: SavedViewId }; out: { viewId: SavedViewId } };
  'reminder.add': { in: { customerId: CustomerId; at: EpochMs; text: string }; out: { reminderId: ReminderId } };
  'reminder.change': {
    in: { reminderId: ReminderId; at?: EpochMs; text?: string; done?: boolean };
    out: { reminderId: ReminderId };
  };
  'customer.rename': { in: { customerId: CustomerId; name: string }; out: { customerId: CustomerId } };
  'customer.addContactPoint': {
    in: { customerId: CustomerId; kind: ContactPointKind; value: string };
    out: { contactPointId: ContactPointId };
  };
  'customer.removeContactPoint': { in: { contactPointId: ContactPointId }; out: { contactPointId: ContactPointId } };
  'customer.link': {
    in: { customerIds: [CustomerId, CustomerId]; note?: string };
    out: { linkId: LinkId; customerId: CustomerId };
  };
  'customer.unlink': { in: { linkId: LinkId }; out: { customerIds: CustomerId[] } };
  'customer.markRead': { in: { customerId: CustomerId; upTo: number }; out: { upTo: number } };
  'customer.markUnread': { in: { customerId: CustomerId }; out: { upTo: number } };
  'attachment.fetch': { in: { attachmentId: AttachmentId }; out: { attachmentId: AttachmentId } };
  'connection.list': { in: Record<string, never>; out: Connection[] };
  /** `null` of a desk that is in no team. Changes are told as changes of the workspace. */
  'team.get': { in: Record<string, never>; out: TeamConnection | null };
  'channel.test': { in: { channel: ChannelConfig }; out: ChannelTest };
  /** What would be made of an event that a provider's PBX in the cloud sends. */
  'channel.readEvent': { in: { provider: CloudPbxChannelConfig['provider']; text: string }; out: EventReading };
  /**
   * Brings the provider's sign-in page into the system's browser and answers when the person is through with it, minutes
   * later. What it gives stays in the engine until `channel.save`; a second call for the same channel ends the first.
   */
  'channel.signIn': { in: { channel: ChannelConfig }; out: { problem?: ConnectionProblem } };
  'channel.signInCancel': { in: { channelId: ChannelId }; out: { channelId: ChannelId } };
  'channel.save': { in: { channel: ChannelConfig }; out: { channelId: ChannelId } };
  'channel.remove': { in: { channelId: ChannelId }; out: { channelId: ChannelId } };
  /** Try again now: after a new password, after a conflict, or to skip the wait. */
  'channel.retry': { in: { channelId: ChannelId }; out: { channelId: ChannelId } };
  'workspace.update': {
    in: {
      name?: string;
      country?: string;
      language?: 'en' | 'ru';
      agentName?: string;
      agentEmail?: string;
      keyFileNoticeSeen?: true;
      resultCodes?: string[];
      undoSeconds?: number;
      /** Null: without limit. */
      cacheBytes?: number | null;
      cacheDays?: number | null;
      /** None takes it away. */
      signature?: CannedText | null;
      waitingLimitMinutes?: number;
      noticeRules?: NoticeRules;
    };
    out: Record<string, never>;
  };
  'mail.allowRemote': { in: { sender: string; allow: boolean }; out: Record<string, never> };
  'quarantine.retry': { in: { channelId?: ChannelId }; out: { applied: number; left: number } };
};

/** Writes and everything that needs a network. Answered by the engine; new state arrives by the feed. */
export type Commands = DeskCommands & TeamCommands;

export type Api = Queries & Commands;
export type Method = keyof Api;
