import { history, redo, undo } from 'prosemirror-history';
import { Fragment, type Node, Slice } from 'prosemirror-model';
import { type Command, EditorState, Plugin, TextSelection } from 'prosemirror-state';
import { Decoration, DecorationSet, EditorView } from 'prosemirror-view';
import type { FileHash, TextMarkType } from '../../shared/model/index.ts';
import { activeMarks, setLink } from './commands.ts';
import { CopySerializer, copiedText } from './copied.ts';
import { blocksFrom, fromMarks, type Marked } from './from-marks.ts';
import { keys } from './keys.ts';
import { fromPage, linkTarget } from './pasted.ts';
import { rules } from './rules.ts';
import { type ImageAttrs, type MentionAttrs, schema } from './schema.ts';
import { toMarks } from './to-marks.ts';
import { type Trigger, triggers } from './triggers.ts';

/** What the place around an editor decides; asked at the moment it matters, so it may change while one is typing. */
export type EditorHost = {
  label: string;
  placeholder: string;
  /** Attributes of the field itself, such as what the program finds it by. */
  attributes: Record<string, string>;
  /** Marks that may be put on now: what the chosen channel can show. */
  allowed: ReadonlySet<TextMarkType>;
  /** Signs that ask for a list: of `/`, `@` and `:` those that do. */
  signs: string;
  imageUrl(hash: FileHash, mime: string): string;
  /** Places in a line that are to be noticed before it is sent. */
  notable?(line: string): Array<{ from: number; to: number }>;
  /** Something was typed. `content` reads it out, which takes its time in a long text. */
  changed(content: () => Marked): void;
  /** Which formatting stands at the caret. */
  selected?(active: Set<TextMarkType>): void;
  triggered(trigger: Trigger | undefined): void;
  /** First look at a key; true when it was used. */
  pressed(event: KeyboardEvent): boolean;
  /** Files that were pasted or dropped; true when they were taken. */
  brought(files: File[]): boolean;
};

export type Editor = {
  readonly view: EditorView;
  content(): Marked;
  /** Puts another text in place of the present one; nothing of the former can be undone. */
  replace(content: Marked): void;
  /** Writes at the caret, or in place of `over`. */
  insert(content: Marked, over?: { from: number; to: number }): void;
  insertImage(image: ImageAttrs): void;
  insertMention(mention: MentionAttrs, over: { from: number; to: number }): void;
  run(command: Command): void;
  focus(): void;
  destroy(): void;
};

/** Makes an editor inside `place`. `host` is called anew for every question. */
export function createEditor(place: HTMLElement, content: Marked, host: () => EditorHost): Editor {
  const may = (type: TextMarkType): boolean => host().allowed.has(type);
  const plugins = [
    triggers(
      () => host().signs,
      (trigger) => host().triggered(trigger),
    ),
    rules(may),
    ...keys(may),
    history(),
    emptiness(() => host().placeholder),
    notable((line) => host().notable?.(line) ?? []),
  ];
  const stateOf = (marked: Marked): EditorState => {
    const doc = fromMarks(marked);
    return EditorState.create({ doc, plugins, selection: TextSelection.atEnd(doc) });
  };

  const view = new EditorView(place, {
    state: stateOf(content),
    attributes: () => ({
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-label': host().label,
      'aria-placeholder': host().placeholder,
      spellcheck: 'true',
      ...host().attributes,
    }),
    dispatchTransaction(tr) {
      const before = view.state;
      const state = before.apply(tr);
      view.updateState(state);
      if (tr.docChanged) host().changed(() => toMarks(view.state.doc));
      if (tr.docChanged || tr.selectionSet || tr.storedMarksSet) host().selected?.(activeMarks(state));
    },
    nodeViews: {
      image: ({ attrs }) => {
        const dom = document.createElement('img');
        dom.src = host().imageUrl(attrs.hash, attrs.mime);
        dom.alt = '';
        if (attrs.width && attrs.height) {
          dom.width = attrs.width;
          dom.height = attrs.height;
        }
        return { dom };
      },
    },
    handleKeyDown: (_view, event) => host().pressed(event),
    handleDOMEvents: {
      focus: () => focusing(),
      // The menu of the system has undo of its own, which knows nothing of marks.
      beforeinput: (_view, event) => {
        if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return false;
        event.preventDefault();
        run(event.inputType === 'historyUndo' ? undo : redo);
        return true;
      },
    },
    handlePaste: (_view, event) => {
      const data = event.clipboardData;
      return data !== null && paste(data);
    },
    handleDrop: (_view, event) => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return false;
      const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
      if (at) view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at.pos))));
      const taken = host().brought(files);
      if (taken) event.stopPropagation();
      return taken;
    },
    clipboardTextSerializer: copiedText,
    clipboardSerializer: new CopySerializer(),
    clipboardTextParser: (text, $context) => {
      const marks = $context.marks();
      const lines = text
        .replace(/\r\n?/g, '\n')
        .split('\n')
        .map((words) => schema.node('line', null, words === '' ? [] : [schema.text(words, marks)]));
      return new Slice(Fragment.from(lines), 1, 1);
    },
  });

  const focusing = keepCaretOnFocus(view);

  function run(command: Command): void {
    command(view.state, view.dispatch, view);
    view.focus();
  }

  function paste(data: DataTransfer): boolean {
    const text = data.getData('text/plain');
    const html = data.getData('text/html');
    const files = [...data.files];
    // Programs that copy words put a picture of them beside: the words are meant.
    if (files.length > 0 && text === '') return host().brought(files);
    const url = linkTarget(text);
    if (url !== undefined && !view.state.selection.empty && may('link')) {
      run(setLink(url));
      return true;
    }
    if (html === '' || view.state.selection.$from.parent.type.spec.code) return false;
    const page = new DOMParser().parseFromString(html, 'text/html');
    const { text: words, marks } = fromPage(page.body);
    insert({ text: words, marks: marks.filter(({ type }) => may(type)) });
    return true;
  }

  function insert(marked: Marked, over?: { from: number; to: number }): void {
    const { tr } = view.state;
    if (over) tr.delete(over.from, over.to);
    const { $from, empty } = tr.selection;
    const blocks = blocksFrom(marked);
    if (empty && $from.parent.content.size === 0 && $from.parent.type.name === 'line') {
      const start = $from.before();
      tr.replaceWith(start, start + 2, blocks);
      tr.setSelection(TextSelection.near(tr.doc.resolve(start + blocks.size - 1), -1));
    } else tr.replaceSelection(new Slice(blocks, 1, 1));
    view.dispatch(tr.scrollIntoView());
    view.focus();
  }

  return {
    view,
    content: () => toMarks(view.state.doc),
    replace: (marked) => {
      view.updateState(stateOf(marked));
      host().selected?.(activeMarks(view.state));
    },
    insert,
    insertImage: (image) => {
      const node = schema.node('image', image);
      view.dispatch(view.state.tr.replaceSelectionWith(node, false).scrollIntoView());
    },
    insertMention: (mention, { from, to }) => {
      const node = schema.node('mention', mention);
      view.dispatch(view.state.tr.replaceWith(from, to, [node, schema.text(' ')]).scrollIntoView());
      view.focus();
    },
    run,
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}

/**
 * Whoever gives the keyboard back has the element alone. Its own `focus` puts the caret before the first letter, and ProseMirror mends
 * that 20 ms later: what a hand that writes on types until then would stand in front of the text. For 200 ms it also takes a caret at
 * the first letter for the browser's doing, though Home may have put it there: it need not hear of a focus that has its caret.
 * Returns whether such a one is being given.
 */
function keepCaretOnFocus(view: EditorView): () => boolean {
  const focus = view.dom.focus.bind(view.dom);
  let giving = false;
  view.dom.focus = (options) => {
    const had = view.hasFocus();
    giving = true;
    focus(options);
    giving = false;
    if (!had) view.focus();
  };
  return () => giving;
}

/** An editor without a word in it shows what it is for. */
function emptiness(placeholder: () => string): Plugin {
  return new Plugin({
    props: {
      decorations: ({ doc }) => {
        const only = doc.firstChild;
        if (doc.childCount > 1 || !only || only.content.size > 0 || only.type.name !== 'line' || only.attrs.list) return null;
        const attrs = { 'data-placeholder': placeholder() };
        return DecorationSet.create(doc, [Decoration.node(0, only.nodeSize, attrs)]);
      },
    },
  });
}

/** Shows places of a line, looked for again only when the text has changed. */
function notable(places: (line: string) => Array<{ from: number; to: number }>): Plugin<DecorationSet> {
  const find = (doc: Node): DecorationSet => {
    const found: Decoration[] = [];
    doc.forEach((block, offset) => {
      const line = block.textBetween(0, block.content.size, undefined, '\uFFFC');
      for (const { from, to } of places(line))
        found.push(Decoration.inline(offset + 1 + from, offset + 1 + to, { 'data-unfilled': '' }));
    });
    return DecorationSet.create(doc, found);
  };
  const plugin: Plugin<DecorationSet> = new Plugin({
    state: { init: (_config, { doc }) => find(doc), apply: (tr, before) => (tr.docChanged ? find(tr.doc) : before) },
    props: { decorations: (state) => plugin.getState(state) },
  });
  return plugin;
}
