import type { CustomerView, Draft, ReplyOption, StagedFile } from '../../shared/contract/api.ts';
import type { ChannelId, ContactPointId, CustomerId, ItemId } from '../../shared/model/index.ts';

export type DraftKind = 'reply' | 'note';
/** Which of our channels a reply takes, to which address. */
export type Route = { contactPointId: ContactPointId; channelId: ChannelId };

/** What is being typed for one customer in one editor. */
export type Editor = {
  text: string;
  /** Absent: the subject the chosen way proposes. */
  subject?: string;
  /** Absent: the first way that is allowed. */
  route?: Route;
  replyToItemId?: ItemId | undefined;
  files: StagedFile[];
  state: 'clean' | 'dirty' | 'saving' | 'saved' | 'failed';
};

export type EditorKey = `${DraftKind}:${CustomerId}`;

export const emptyEditor: Editor = { text: '', files: [], state: 'clean' };

export function editorKey(kind: DraftKind, customerId: CustomerId): EditorKey {
  return `${kind}:${customerId}`;
}

export function fromDraft(draft: Draft | undefined): Editor {
  if (!draft) return emptyEditor;
  return {
    text: draft.text,
    files: draft.files,
    state: 'saved',
    ...(draft.subject === undefined ? {} : { subject: draft.subject }),
    ...(draft.replyToItemId === undefined ? {} : { replyToItemId: draft.replyToItemId }),
    ...(draft.contactPointId === undefined || draft.channelId === undefined
      ? {}
      : { route: { contactPointId: draft.contactPointId, channelId: draft.channelId } }),
  };
}

/** What is worth keeping of an editor; `null` when nothing has been entered, which removes the draft. */
export function toDraft(editor: Editor): Omit<Draft, 'savedAt'> | null {
  const { text, files, subject, route, replyToItemId } = editor;
  if (text.trim() === '' && files.length === 0 && replyToItemId === undefined) return null;
  return {
    text,
    files,
    ...(subject === undefined ? {} : { subject }),
    ...(replyToItemId === undefined ? {} : { replyToItemId }),
    ...(route ?? {}),
  };
}

/** Text that came back because it could not be sent, before whatever has been typed since. */
export function giveBack(sent: Editor, now: Editor): Editor {
  const text = now.text.trim() === '' ? sent.text : `${sent.text}\n\n${now.text}`;
  return { ...sent, text, files: [...sent.files, ...now.files], state: 'dirty' };
}

export function sameRoute(option: ReplyOption, route: Route): boolean {
  return option.contactPointId === route.contactPointId && option.channelId === route.channelId;
}

/** The way a reply takes: the chosen one while it exists, else the first allowed, else the first of all. */
export function chosenOption(view: Pick<CustomerView, 'replyOptions'>, route: Route | undefined): ReplyOption | undefined {
  const chosen = route && view.replyOptions.find((option) => sameRoute(option, route));
  return chosen ?? view.replyOptions.find((option) => option.allowed) ?? view.replyOptions[0];
}
