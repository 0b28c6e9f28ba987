import type {
  ButtonDraft,
  CustomerView,
  Draft,
  DraftKind,
  Forward,
  ForwardOption,
  ReplyOption,
  StagedFile,
} from '../../shared/contract/api.ts';
import { sameMarks, shiftMarks } from '../../shared/lib/marks.ts';
import type { ChannelId, ContactPointId, CustomerId, EpochMs, Item, ItemId, TextMark } from '../../shared/model/index.ts';

export type { DraftKind } from '../../shared/contract/api.ts';
/** Which of our channels a reply takes, to which address. */
export type Route = { contactPointId: ContactPointId; channelId: ChannelId };

/** What is being typed for one customer in one editor. */
export type Editor = {
  text: string;
  marks: TextMark[];
  /** Absent: the subject the chosen way proposes. */
  subject?: string;
  /** Further recipients of a mail, as typed. Present, be it empty, once the field was opened. */
  cc?: string[];
  bcc?: string[];
  /** This answer goes without the signature. */
  signature?: false | undefined;
  /** What else happens when it is sent. */
  sequel?: Draft['sequel'] | undefined;
  /** Present, be it empty, once the fields were opened. */
  buttons?: ButtonDraft[] | undefined;
  /** Files of the pictures inside the text. */
  pictures?: StagedFile[];
  /** Absent: the first way that is allowed. */
  route?: Route;
  replyToItemId?: ItemId | undefined;
  /** What is passed on, and to whom; the mailbox it leaves from, where one was chosen. */
  forward?: Forward;
  channelId?: ChannelId;
  files: StagedFile[];
  state: 'clean' | 'dirty' | 'saving' | 'saved' | 'failed';
};

export type EditorKey = `${DraftKind}:${CustomerId}`;

export const emptyEditor: Editor = { text: '', marks: [], files: [], state: 'clean' };

export function editorKey(kind: DraftKind, customerId: CustomerId): EditorKey {
  return `${kind}:${customerId}`;
}

/** Fields that a draft and an editor have alike, where they are there. */
type Shared = Pick<
  Draft,
  'subject' | 'cc' | 'bcc' | 'replyToItemId' | 'forward' | 'signature' | 'sequel' | 'buttons' | 'pictures'
>;
function shared({
  subject,
  cc,
  bcc,
  replyToItemId,
  forward,
  signature,
  sequel,
  buttons,
  pictures,
}: Editor | Omit<Draft, 'savedAt'>): Shared {
  return {
    ...(subject === undefined ? {} : { subject }),
    ...(cc === undefined ? {} : { cc }),
    ...(bcc === undefined ? {} : { bcc }),
    ...(replyToItemId === undefined ? {} : { replyToItemId }),
    ...(forward === undefined ? {} : { forward }),
    ...(signature === false ? { signature } : {}),
    ...(sequel === undefined ? {} : { sequel }),
    ...(buttons === undefined ? {} : { buttons }),
    ...(pictures === undefined || pictures.length === 0 ? {} : { pictures }),
  };
}

export function fromDraft(draft: Omit<Draft, 'savedAt'> | undefined): Editor {
  if (!draft) return emptyEditor;
  const { contactPointId, channelId } = draft;
  return {
    text: draft.text,
    marks: draft.marks ?? [],
    files: draft.files,
    state: 'saved',
    ...shared(draft),
    ...(contactPointId === undefined || channelId === undefined ? {} : { route: { contactPointId, channelId } }),
    ...(draft.forward === undefined || channelId === undefined ? {} : { channelId }),
  };
}

/** What is worth keeping of an editor; `null` when nothing has been entered, which removes the draft. */
export function toDraft(editor: Editor): Omit<Draft, 'savedAt'> | null {
  const { text, marks, subject = '', files, route, replyToItemId, forward, channelId, cc = [], bcc = [], buttons = [] } = editor;
  if (
    text.trim() === '' &&
    subject.trim() === '' &&
    files.length === 0 &&
    replyToItemId === undefined &&
    forward === undefined &&
    cc.length + bcc.length === 0 &&
    buttons.every(({ label, link }) => label.trim() === '' && link.trim() === '')
  )
    return null;
  return {
    text,
    files,
    ...(marks.length === 0 ? {} : { marks }),
    ...shared(editor),
    ...(route ?? {}),
    ...(channelId === undefined ? {} : { channelId }),
  };
}

const saveAfterMs = 400;
const saveAtLatestMs = 2_000;

/** How long to wait before saving, ms: for the next pause; whoever makes none has their words saved all the same. */
export function untilSaved(since: EpochMs, now: EpochMs): number {
  return Math.max(0, Math.min(saveAfterMs, since + saveAtLatestMs - now));
}

/** Text that came back because it could not be sent or was taken back, before whatever has been typed since. */
export function giveBack(sent: Editor, now: Editor): Editor {
  const both = now.text.trim() !== '';
  const text = both ? `${sent.text}\n\n${now.text}` : sent.text;
  const marks = both ? [...sent.marks, ...shiftMarks(now.marks, sent.text.length + 2)] : sent.marks;
  const pictures = [...(sent.pictures ?? []), ...(now.pictures ?? [])];
  const files = [...sent.files, ...now.files];
  return { ...now, ...sent, text, marks, files, ...(pictures.length === 0 ? {} : { pictures }), state: 'dirty' };
}

/** Whether there is anything to send. */
export function hasContent({ text, files }: Pick<Editor, 'text' | 'files'>): boolean {
  return text.trim() !== '' || files.length > 0;
}

export function sameText(a: Pick<Editor, 'text' | 'marks'>, b: Pick<Editor, 'text' | 'marks'>): boolean {
  return a.text === b.text && sameMarks(a.marks, b.marks);
}

export function sameRoute(option: ReplyOption, route: Route): boolean {
  return option.contactPointId === route.contactPointId && option.channelId === route.channelId;
}

/** The way a reply takes: the chosen one while it exists, else the first allowed, else the first of all. */
export function chosenOption(view: Pick<CustomerView, 'replyOptions'>, route: Route | undefined): ReplyOption | undefined {
  const chosen = route && view.replyOptions.find((option) => sameRoute(option, route));
  return chosen ?? view.replyOptions.find((option) => option.allowed) ?? view.replyOptions[0];
}

/**
 * The way of an answer that quotes something. What was written in a group is answered there: nothing that closes the person's own
 * chat closes that one, and the way says where it leads.
 */
export function wayOfAnswer(
  option: ReplyOption | undefined,
  quotedId: ItemId | undefined,
  quoted: Pick<Item, 'group'> | undefined,
): ReplyOption | undefined {
  if (!option || quotedId === undefined) return option;
  const group = quoted ? quoted.group : option.group?.itemId === quotedId ? option.group.title : undefined;
  if (group === undefined) return option;
  const { reason, ...way } = option;
  return reason === 'channel-stopped' ? option : { ...way, allowed: true, answersTo: group };
}

/** The mailbox something is passed on from: the chosen one while it exists, else the first. */
export function forwardOption(
  view: Pick<CustomerView, 'forwardOptions'>,
  channelId: ChannelId | undefined,
): ForwardOption | undefined {
  return view.forwardOptions.find((option) => option.channelId === channelId) ?? view.forwardOptions[0];
}
