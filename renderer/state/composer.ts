import type { CustomerView } from '../../shared/contract/api.ts';
import type { CustomerId } from '../../shared/model/index.ts';
import { call } from '../bridge/client.ts';
import type { Slice } from './app-state.ts';
import {
  chosenOption,
  type DraftKind,
  type Editor,
  type EditorKey,
  editorKey,
  emptyEditor,
  fromDraft,
  giveBack,
  toDraft,
} from './drafts.ts';

export type ComposerSlice = {
  /** By customer and kind: what is typed for one person can never be seen in another's editor. */
  editors: Record<EditorKey, Editor>;
  /** Which editor is open wide. */
  composing: DraftKind;
  setComposing(kind: DraftKind): void;
  /** Takes over saved drafts, unless something has been typed here already. */
  hydrateDrafts(view: CustomerView): void;
  edit(kind: DraftKind, customerId: CustomerId, change: Partial<Editor>): void;
  /** Saves now what would be saved in a moment. */
  flushDrafts(): void;
  /** Copies files into the profile and puts them beside the reply. Resolves with the names that could not be added. */
  attach(customerId: CustomerId, files: readonly File[]): Promise<string[]>;
  /** Queues the reply. The editor is empty at once; a refusal puts the text back and rejects with a `CallError`. */
  send(view: CustomerView): Promise<void>;
  addNote(customerId: CustomerId): Promise<void>;
};

const saveAfterMs = 400;

export const composerSlice: Slice<ComposerSlice> = (set, get) => {
  const timers = new Map<EditorKey, { timer: ReturnType<typeof setTimeout>; save: () => void }>();

  function editor(key: EditorKey): Editor {
    return get().editors[key] ?? emptyEditor;
  }
  function put(key: EditorKey, next: Editor): void {
    set({ editors: { ...get().editors, [key]: next } });
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
    clearTimeout(timers.get(key)?.timer);
    const now = () => void save(kind, customerId);
    timers.set(key, { timer: setTimeout(now, saveAfterMs), save: now });
  }

  /** Empties the editor, runs the command, and puts everything back if it was refused. */
  async function commit(kind: DraftKind, customerId: CustomerId, command: (sent: Editor) => Promise<unknown>): Promise<void> {
    const key = editorKey(kind, customerId);
    const sent = editor(key);
    clearTimeout(timers.get(key)?.timer);
    timers.delete(key);
    put(key, emptyEditor);
    try {
      await command(sent);
      if (editor(key).state === 'clean') await call('draft.save', { customerId, kind, draft: null }).catch(() => undefined);
    } catch (caught) {
      put(key, giveBack(sent, editor(key)));
      saveSoon(kind, customerId);
      throw caught;
    }
  }

  return {
    editors: {},
    composing: 'reply',
    setComposing: (composing) => set({ composing }),
    hydrateDrafts: (view) => {
      const { editors } = get();
      const replyKey = editorKey('reply', view.id);
      const noteKey = editorKey('note', view.id);
      if (editors[replyKey] && editors[noteKey]) return;
      set({
        editors: {
          ...editors,
          [replyKey]: editors[replyKey] ?? fromDraft(view.drafts.reply),
          [noteKey]: editors[noteKey] ?? fromDraft(view.drafts.note),
        },
      });
    },
    edit: (kind, customerId, change) => {
      const key = editorKey(kind, customerId);
      put(key, { ...editor(key), ...change, state: 'dirty' });
      saveSoon(kind, customerId);
    },
    flushDrafts: () => {
      for (const { timer, save: now } of [...timers.values()]) {
        clearTimeout(timer);
        now();
      }
    },
    attach: async (customerId, files) => {
      const key = editorKey('reply', customerId);
      const failed: string[] = [];
      for (const file of files) {
        try {
          const bytes = await file.arrayBuffer();
          const staged = await call('file.stage', { name: file.name, mime: file.type || 'application/octet-stream', bytes });
          get().edit('reply', customerId, { files: [...editor(key).files, staged] });
        } catch {
          failed.push(file.name);
        }
      }
      return failed;
    },
    send: async (view) => {
      await commit('reply', view.id, (sent) => {
        const option = chosenOption(view, sent.route);
        if (!option) throw new Error('There is no address to send to');
        const subject = option.capabilities.subject ? (sent.subject ?? option.subject) : undefined;
        return call('reply.send', {
          customerId: view.id,
          contactPointId: option.contactPointId,
          channelId: option.channelId,
          text: sent.text,
          files: sent.files,
          ...(subject === undefined ? {} : { subject }),
          ...(sent.replyToItemId === undefined ? {} : { replyToItemId: sent.replyToItemId }),
        });
      });
    },
    addNote: async (customerId) => {
      await commit('note', customerId, (sent) => call('note.add', { customerId, text: sent.text }));
    },
  };
};
