import type { CustomerView, HeldReply, ReplySequel, StagedFile } from '../../shared/contract/api.ts';
import type { CustomerId, EpochMs, Item, ItemId, TextMark } from '../../shared/model/index.ts';
import { call } from '../bridge/client.ts';
import type { Slice } from './app-state.ts';
import { type Begun, begunNow } from './draft-begun.ts';
import {
  type DraftKind,
  type Editor,
  type EditorKey,
  editorKey,
  emptyEditor,
  fromDraft,
  giveBack,
  type Route,
  toDraft,
  untilSaved,
} from './drafts.ts';
import { outgoing } from './outgoing.ts';
import type { WritingView } from './writing-view.ts';

/** A message of ours that is being changed after it was sent. */
export type MessageEdit = { itemId: ItemId; text: string; marks: TextMark[]; had: { text: string; marks: TextMark[] } };
/** An answer of this window that can still be taken back. */
export type Undoable = { heldId: string; customerId: CustomerId; name: string; sendAt: EpochMs };

/** A canned reply as it is written for one customer. */
export type Insertion = { customerId: CustomerId; text: string; marks: TextMark[]; sequel?: ReplySequel };

export type ComposerSlice = {
  /** By customer and kind: what is typed for one person can never be seen in another's editor. */
  editors: Record<EditorKey, Editor>;
  /** Which editor is open wide. */
  composing: DraftKind;
  /** Somebody has gone into it. */
  writing: boolean;
  setComposing(kind: DraftKind): void;
  /** Nobody writes any more; `kind` is what is open next, the reply unless said. */
  restComposing(kind?: DraftKind): void;
  /** Takes over saved drafts, unless something has been typed here already. */
  hydrateDrafts(view: CustomerView): void;
  edit(kind: DraftKind, customerId: CustomerId, change: Partial<Editor>): void;
  /** Where the timeline stood when the answer to somebody was begun. */
  draftBegun: Partial<Record<CustomerId, Begun>>;
  /** What was said since then has been seen. */
  sawSince(customerId: CustomerId): void;
  /** Saves now what would be saved in a moment. */
  flushDrafts(): void;
  /** Copies files into the profile and puts them beside the reply. Resolves with the names that could not be added. */
  attach(customerId: CustomerId, files: readonly File[], kind?: DraftKind): Promise<string[]>;
  /** Copies a picture into the profile, to stand inside the reply. */
  stagePicture(customerId: CustomerId, file: File): Promise<StagedFile>;
  /** Puts a picture that was copied behind the words of a reply that is not on screen. */
  placeAtEnd(customerId: CustomerId, picture: Omit<Extract<TextMark, { type: 'image' }>, 'type' | 'start' | 'end'>): void;
  /**
   * Lets the reply go: after the seconds in which it can be taken back, or at `at`. The editor is empty at once; a refusal
   * puts the text back and rejects with a `CallError`.
   */
  send(view: WritingView, at?: EpochMs, kind?: 'reply' | 'forward'): Promise<void>;
  /**
   * Lets words go that were written elsewhere; the reply that is being written stays as it is, and takes them in before its own when
   * they are refused. Rejects as `send` does.
   */
  sendBeside(view: WritingView, written: { text: string; route: Route }): Promise<void>;
  /** Begins to pass something on; replaces what was begun. */
  startForward(customerId: CustomerId, started: Omit<Editor, 'state'>): void;
  /** What was begun to be passed on is not wanted any more. */
  dropForward(customerId: CustomerId): void;
  /** Takes an answer back into the editor, before whatever is there. Rejects when it has left. */
  recall(customerId: CustomerId, held: Pick<HeldReply, 'id' | 'draft'>): Promise<void>;
  /** What was discarded is being written again, before whatever is being written. */
  giveBack(customerId: CustomerId, draft: HeldReply['draft']): void;
  /** What the reply of a customer takes in at its caret as soon as it is there. */
  toInsert?: Insertion | undefined;
  insertSoon(insertion: Insertion): void;
  /** It is in. */
  inserted(): void;
  /** The bar of formatting stands open; remembered. */
  formatBar: boolean;
  setFormatBar(open: boolean): void;
  undoable: Undoable[];
  /** Its seconds are over, or it was taken back. */
  forgetUndoable(heldId: string): void;
  messageEdits: Partial<Record<CustomerId, MessageEdit>>;
  editMessage(customerId: CustomerId, item: Item): void;
  changeMessage(customerId: CustomerId, content: { text: string; marks: TextMark[] }): void;
  leaveMessage(customerId: CustomerId): void;
  saveMessage(customerId: CustomerId): Promise<void>;
  addNote(customerId: CustomerId): Promise<void>;
};

const formatKey = 'throughline.format';

async function stage(file: File): Promise<StagedFile> {
  const bytes = await file.arrayBuffer();
  return call('file.stage', { name: file.name, mime: file.type || 'application/octet-stream', bytes });
}

export const composerSlice: Slice<ComposerSlice> = (set, get) => {
  const timers = new Map<EditorKey, { timer: ReturnType<typeof setTimeout>; save: () => void; since: EpochMs }>();

  function editor(key: EditorKey): Editor {
    return get().editors[key] ?? emptyEditor;
  }
  function put(key: EditorKey, next: Editor): void {
    set({ editors: { ...get().editors, [key]: next } });
  }

  /** An answer is begun with its first letter, and is none any more when nothing is left of it. */
  function begin(customerId: CustomerId, text: string | undefined): void {
    const { draftBegun, person } = get();
    const { [customerId]: begun, ...others } = draftBegun;
    if (text === undefined || (text.trim() === '') === (begun === undefined)) return;
    if (begun !== undefined) set({ draftBegun: others });
    else {
      const items = person?.view.id === customerId ? person.timeline.items : undefined;
      set({ draftBegun: { ...others, [customerId]: begunNow(items, Date.now()) } });
    }
  }

  async function save(kind: DraftKind, customerId: CustomerId): Promise<void> {
    const key = editorKey(kind, customerId);
    timers.delete(key);
    const saving: Editor = { ...editor(key), state: 'saving' };
    put(key, saving);
    try {
      await call('draft.save', { customerId, kind, draft: toDraft(saving) });
      if (editor(key) === saving) put(key, { ...saving, state: 'saved' });
    } catch {
      if (editor(key) === saving) put(key, { ...saving, state: 'failed' });
    }
  }

  function saveSoon(kind: DraftKind, customerId: CustomerId): void {
    const key = editorKey(kind, customerId);
    const waiting = timers.get(key);
    clearTimeout(waiting?.timer);
    const now = () => void save(kind, customerId);
    const since = waiting?.since ?? Date.now();
    timers.set(key, { timer: setTimeout(now, untilSaved(since, Date.now())), save: now, since });
  }

  /** To be taken back for some seconds, at `at`, or at once. */
  async function letGo(view: WritingView, sent: Editor, at?: EpochMs): Promise<void> {
    const { undoSeconds = 0, signature } = get().workspace?.composing ?? {};
    const reply = outgoing(view, sent, signature);
    const draft = toDraft(sent);
    if (!reply || !draft) throw new Error('There is no address to send to');
    const wait = at === undefined && undoSeconds > 0;
    const sendAt = at ?? Date.now() + undoSeconds * 1000;
    if (!wait && at === undefined) {
      await call('reply.send', reply);
      return;
    }
    const { heldId } = await call('reply.hold', { reply, draft, sendAt, reason: wait ? 'undo' : 'later' });
    const [to = view.name] = reply.forward?.to ?? [];
    const own: Undoable = { heldId, customerId: view.id, name: to, sendAt };
    if (wait) set({ undoable: [...get().undoable, own] });
  }

  /** Empties the editor, runs the command, and puts everything back if it was refused. */
  async function commit(kind: DraftKind, customerId: CustomerId, command: (sent: Editor) => Promise<unknown>): Promise<void> {
    const key = editorKey(kind, customerId);
    const sent = editor(key);
    const begun = get().draftBegun[customerId];
    clearTimeout(timers.get(key)?.timer);
    timers.delete(key);
    put(key, emptyEditor);
    if (kind === 'reply') begin(customerId, '');
    try {
      await command(sent);
      if (editor(key).state === 'clean') await call('draft.save', { customerId, kind, draft: null }).catch(() => undefined);
    } catch (caught) {
      put(key, giveBack(sent, editor(key)));
      if (kind === 'reply' && begun) set({ draftBegun: { ...get().draftBegun, [customerId]: begun } });
      saveSoon(kind, customerId);
      throw caught;
    }
  }

  return {
    editors: {},
    composing: 'reply',
    writing: false,
    setComposing: (composing) => set({ composing, writing: true }),
    restComposing: (composing = 'reply') => set({ composing, writing: false }),
    hydrateDrafts: (view) => {
      const { editors } = get();
      const replyKey = editorKey('reply', view.id);
      const noteKey = editorKey('note', view.id);
      const forwardKey = editorKey('forward', view.id);
      if (editors[replyKey] && editors[noteKey] && editors[forwardKey]) return;
      const { reply } = view.drafts;
      if (!editors[replyKey] && reply && reply.text.trim() !== '')
        set({ draftBegun: { ...get().draftBegun, [view.id]: { at: reply.savedAt } } });
      set({
        editors: {
          ...editors,
          [replyKey]: editors[replyKey] ?? fromDraft(view.drafts.reply),
          [noteKey]: editors[noteKey] ?? fromDraft(view.drafts.note),
          [forwardKey]: editors[forwardKey] ?? fromDraft(view.drafts.forward),
        },
      });
    },
    edit: (kind, customerId, change) => {
      const key = editorKey(kind, customerId);
      if (kind === 'reply') begin(customerId, change.text);
      put(key, { ...editor(key), ...change, state: 'dirty' });
      saveSoon(kind, customerId);
    },
    draftBegun: {},
    sawSince: (customerId) => {
      const { person, draftBegun } = get();
      const items = person?.view.id === customerId ? person.timeline.items : undefined;
      set({ draftBegun: { ...draftBegun, [customerId]: begunNow(items, Date.now()) } });
    },
    flushDrafts: () => {
      for (const { timer, save: now } of [...timers.values()]) {
        clearTimeout(timer);
        now();
      }
    },
    attach: async (customerId, files, kind = 'reply') => {
      const key = editorKey(kind, customerId);
      const failed: string[] = [];
      for (const file of files) {
        try {
          const staged = await stage(file);
          get().edit(kind, customerId, { files: [...editor(key).files, staged] });
        } catch {
          failed.push(file.name);
        }
      }
      return failed;
    },
    stagePicture: async (customerId, file) => {
      const staged = await stage(file);
      const { pictures = [] } = editor(editorKey('reply', customerId));
      get().edit('reply', customerId, { pictures: [...pictures.filter(({ hash }) => hash !== staged.hash), staged] });
      return staged;
    },
    placeAtEnd: (customerId, picture) => {
      const { text, marks } = editor(editorKey('reply', customerId));
      const mark: TextMark = { ...picture, type: 'image', start: text.length, end: text.length + 1 };
      get().edit('reply', customerId, { text: `${text}\uFFFC`, marks: [...marks, mark] });
    },
    send: (view, at, kind = 'reply') => commit(kind, view.id, (sent) => letGo(view, sent, at)),
    sendBeside: async (view, written) => {
      const key = editorKey('reply', view.id);
      const beside = { ...emptyEditor, ...written };
      try {
        await letGo(view, beside);
      } catch (caught) {
        const now = editor(key);
        const { text, marks } = giveBack(beside, now);
        get().edit('reply', view.id, { text, marks, ...(now.route ? {} : { route: written.route }) });
        throw caught;
      }
      // What leaves takes the saved draft with it, and this one was not it.
      if (toDraft(editor(key))) await save('reply', view.id);
    },
    startForward: (customerId, started) => {
      get().edit('forward', customerId, started);
    },
    dropForward: (customerId) => {
      const key = editorKey('forward', customerId);
      clearTimeout(timers.get(key)?.timer);
      timers.delete(key);
      put(key, emptyEditor);
      call('draft.save', { customerId, kind: 'forward', draft: null }).catch(() => undefined);
    },
    recall: async (customerId, held) => {
      const key = editorKey(held.draft.forward ? 'forward' : 'reply', customerId);
      const merged = giveBack(fromDraft(held.draft), editor(key));
      clearTimeout(timers.get(key)?.timer);
      timers.delete(key);
      await call('held.recall', { heldId: held.id, draft: toDraft(merged) ?? held.draft });
      put(key, { ...merged, state: 'saved' });
      get().forgetUndoable(held.id);
    },
    giveBack: (customerId, draft) => {
      const kind = draft.forward ? 'forward' : 'reply';
      get().edit(kind, customerId, giveBack(fromDraft(draft), editor(editorKey(kind, customerId))));
    },
    insertSoon: (toInsert) => set({ toInsert }),
    inserted: () => set({ toInsert: undefined }),
    formatBar: localStorage.getItem(formatKey) === 'open',
    setFormatBar: (formatBar) => {
      localStorage.setItem(formatKey, formatBar ? 'open' : 'closed');
      set({ formatBar });
    },
    undoable: [],
    forgetUndoable: (heldId) => set({ undoable: get().undoable.filter((one) => one.heldId !== heldId) }),
    messageEdits: {},
    editMessage: (customerId, { id: itemId, text, marks = [] }) => {
      const had = { text, marks };
      set({ messageEdits: { ...get().messageEdits, [customerId]: { itemId, ...had, had } } });
    },
    changeMessage: (customerId, content) => {
      const now = get().messageEdits[customerId];
      if (now) set({ messageEdits: { ...get().messageEdits, [customerId]: { ...now, ...content } } });
    },
    leaveMessage: (customerId) => {
      const { [customerId]: _left, ...messageEdits } = get().messageEdits;
      set({ messageEdits });
    },
    saveMessage: async (customerId) => {
      const now = get().messageEdits[customerId];
      if (!now) return;
      const { itemId, text, marks } = now;
      await call('message.edit', { itemId, text, ...(marks.length === 0 ? {} : { marks }) });
      get().leaveMessage(customerId);
    },
    addNote: async (customerId) => {
      await commit('note', customerId, ({ text, marks }) =>
        call('note.add', { customerId, text, ...(marks.length === 0 ? {} : { marks }) }),
      );
    },
  };
};
