import type { Mark, Node, NodeType } from 'prosemirror-model';
import { type Command, type EditorState, TextSelection, type Transaction } from 'prosemirror-state';
import type { TextMarkType } from '../../shared/model/index.ts';
import { type ListKind, type PlainMark, plainMarks, schema } from './schema.ts';

/** What a button or a key can do to the selected words or lines. */
export type Formatting = PlainMark | ListKind | 'quote' | 'pre';

const { line, pre } = schema.nodes as { line: NodeType; pre: NodeType };

const isPlain = (type: Formatting): type is PlainMark => plainMarks.some((mark) => mark === type);

/** Puts the formatting on, or takes it off where all of the selection has it. */
export function toggle(type: Formatting): Command {
  if (isPlain(type)) return toggleLetters(type);
  if (type === 'pre') return togglePre;
  return toggleLines(type);
}

/** Kinds of marks at the selection: of the words between its ends, or of what would be typed next. */
export function activeMarks(state: EditorState): Set<TextMarkType> {
  const active = new Set<TextMarkType>();
  const { from, to, empty, $from } = state.selection;
  for (const type of plainMarks) if (hasLetters(state, type)) active.add(type);
  const link = schema.marks.link;
  if (link && (empty ? linkAt(state) !== undefined : state.doc.rangeHasMark(from, to, link))) active.add('link');
  const { list, quote } = $from.parent.attrs;
  if (list === 'bullet' || list === 'number') active.add(list);
  if (quote) active.add('quote');
  if ($from.parent.type === pre) active.add('pre');
  return active;
}

function hasLetters(state: EditorState, name: PlainMark): boolean {
  const type = schema.marks[name];
  if (!type) return false;
  const { from, to, empty, $from } = state.selection;
  if (empty) return type.isInSet(state.storedMarks ?? $from.marks()) !== undefined;
  let all = true;
  let any = false;
  state.doc.nodesBetween(from, to, (node) => {
    if (!node.isInline) return;
    any = true;
    if (!type.isInSet(node.marks)) all = false;
  });
  return any && all;
}

const toggleLetters =
  (name: PlainMark): Command =>
  (state, dispatch) => {
    const type = schema.marks[name];
    if (!type || state.selection.$from.parent.type === pre) return false;
    if (!dispatch) return true;
    const on = hasLetters(state, name);
    const { from, to, empty } = state.selection;
    const { tr } = state;
    if (empty) dispatch(on ? tr.removeStoredMark(type) : tr.addStoredMark(type.create()));
    else dispatch((on ? tr.removeMark(from, to, type) : tr.addMark(from, to, type.create())).scrollIntoView());
    return true;
  };

/** The blocks that the selection reaches. */
function chosenBlocks({ doc, selection }: EditorState): Array<{ node: Node; pos: number }> {
  const blocks: Array<{ node: Node; pos: number }> = [];
  doc.nodesBetween(selection.from, selection.to, (node, pos, parent) => {
    if (parent === doc) blocks.push({ node, pos });
    return parent !== doc;
  });
  return blocks;
}

const toggleLines =
  (type: ListKind | 'quote'): Command =>
  (state, dispatch) => {
    const blocks = chosenBlocks(state).filter(({ node }) => type === 'quote' || node.type === line);
    if (blocks.length === 0) return false;
    const name = type === 'quote' ? 'quote' : 'list';
    const on = blocks.every(({ node }) => (type === 'quote' ? node.attrs.quote !== null : node.attrs.list === type));
    const { tr } = state;
    for (const { node, pos } of blocks) tr.setNodeMarkup(pos, null, { ...node.attrs, [name]: on ? null : type });
    dispatch?.(tr.scrollIntoView());
    return true;
  };

const togglePre: Command = (state, dispatch) => {
  const blocks = chosenBlocks(state);
  const [first] = blocks;
  const last = blocks.at(-1);
  if (!first || !last) return false;
  if (!dispatch) return true;
  const end = last.pos + last.node.nodeSize;
  const { tr } = state;
  const caret = state.selection.from;
  if (blocks.every(({ node }) => node.type === pre)) {
    const lines = blocks.flatMap(({ node }) => node.textContent.split('\n').map((words) => lineOf(words, node.attrs.quote)));
    tr.replaceWith(first.pos, end, lines);
  } else {
    const words = blocks.map(({ node }) => node.textBetween(0, node.content.size, undefined, '')).join('\n');
    tr.replaceWith(first.pos, end, pre.create(null, words === '' ? [] : [schema.text(words)]));
  }
  dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(caret, tr.doc.content.size - 1)))).scrollIntoView());
  return true;
};

const lineOf = (words: string, quote: unknown): Node => line.create({ quote }, words === '' ? [] : [schema.text(words)]);

/** The link at the caret, or the first in the selection, with its whole extent. */
export function linkAt(state: EditorState): { url: string; from: number; to: number } | undefined {
  const { $from } = state.selection;
  const { parent, parentOffset } = $from;
  const start = $from.start();
  let from: number | undefined;
  let to = start;
  let found: Mark | undefined;
  let done: { url: string; from: number; to: number } | undefined;
  parent.forEach((node, offset) => {
    const mark = schema.marks.link?.isInSet(node.marks);
    if (found && (!mark || mark.attrs.url !== found.attrs.url)) {
      if (from !== undefined && parentOffset >= from - start && parentOffset <= to - start)
        done ??= { url: String(found.attrs.url), from, to };
      found = undefined;
    }
    if (mark) {
      if (!found) from = start + offset;
      found = mark;
      to = start + offset + node.nodeSize;
    }
  });
  if (!done && found && from !== undefined && parentOffset >= from - start && parentOffset <= to - start)
    done = { url: String(found.attrs.url), from, to };
  return done;
}

/** Links the selected words, or the link at the caret, to `url`; none takes the link off. Without words the address is written. */
export const setLink =
  (url: string | undefined): Command =>
  (state, dispatch) => {
    const type = schema.marks.link;
    if (!type || state.selection.$from.parent.type === pre) return false;
    const there = linkAt(state);
    const { empty } = state.selection;
    const { from, to } = empty && there ? there : state.selection;
    if (!dispatch) return true;
    const { tr } = state;
    if (from !== to) {
      tr.removeMark(from, to, type);
      if (url !== undefined) tr.addMark(from, to, type.create({ url }));
    } else if (url !== undefined) tr.insert(from, schema.text(url, [type.create({ url })]));
    dispatch(tr.scrollIntoView());
    return true;
  };

/** Takes every formatting off the selection; the words stay. */
export const clearFormatting: Command = (state, dispatch) => {
  const { tr } = state;
  const { from, to } = state.selection;
  tr.removeMark(from, to);
  for (const { node, pos } of chosenBlocks(state).reverse()) plainBlock(tr, node, pos);
  tr.setStoredMarks([]);
  dispatch?.(tr.scrollIntoView());
  return true;
};

function plainBlock(tr: Transaction, node: Node, pos: number): void {
  if (node.type === line) tr.setNodeMarkup(pos, null, { list: null, quote: null });
  else
    tr.replaceWith(
      pos,
      pos + node.nodeSize,
      node.textContent.split('\n').map((words) => lineOf(words, null)),
    );
}

/** A new line. A list goes on, and ends with an empty line of it; so does a quote; code ends after two empty lines. */
export const newLine: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const { parent } = $from;
  if (!dispatch) return true;
  const { tr } = state;
  if (parent.type === pre) {
    const atEnd = empty && $from.parentOffset === parent.content.size;
    if (atEnd && parent.textContent.endsWith('\n')) {
      tr.delete($from.pos - 1, $from.pos);
      const after = tr.mapping.map($from.after());
      tr.insert(after, line.create({ quote: parent.attrs.quote }));
      tr.setSelection(TextSelection.create(tr.doc, after + 1));
    } else tr.insertText('\n');
    dispatch(tr.scrollIntoView());
    return true;
  }
  if (empty && parent.content.size === 0 && (parent.attrs.list !== null || parent.attrs.quote !== null)) {
    const attrs = parent.attrs.list === null ? { list: null, quote: null } : { ...parent.attrs, list: null };
    dispatch(tr.setNodeMarkup($from.before(), null, attrs).scrollIntoView());
    return true;
  }
  tr.deleteSelection();
  const marks = state.storedMarks ?? $from.marks();
  tr.split(tr.selection.from, 1, [{ type: line, attrs: parent.type === line ? parent.attrs : null }]);
  dispatch(tr.ensureMarks(marks).scrollIntoView());
  return true;
};

/** At the beginning of a line, Backspace takes the list off it first, then the quote. */
export const plainLine: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const { parent } = $from;
  if (!empty || $from.parentOffset > 0) return false;
  if (parent.type === pre && parent.content.size === 0) {
    dispatch?.(state.tr.setNodeMarkup($from.before(), line, { quote: parent.attrs.quote }));
    return true;
  }
  if (parent.attrs.list != null) {
    dispatch?.(state.tr.setNodeMarkup($from.before(), null, { ...parent.attrs, list: null }));
    return true;
  }
  if (parent.attrs.quote == null) return false;
  dispatch?.(state.tr.setNodeMarkup($from.before(), null, { ...parent.attrs, quote: null }));
  return true;
};
