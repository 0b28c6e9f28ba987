import { InputRule, inputRules } from 'prosemirror-inputrules';
import type { EditorState, Plugin, Transaction } from 'prosemirror-state';
import type { Formatting } from './commands.ts';
import { type PlainMark, schema } from './schema.ts';

/**
 * The few habits of markdown that nobody types by accident: `- `, `1. `, `> ` and ``` at the beginning of a line,
 * `**bold**`, `~~struck~~` and `code` in backquotes. Backspace right after brings the typed characters back.
 */
export function rules(may: (type: Formatting) => boolean): Plugin {
  return inputRules({
    rules: [
      lineRule(/^[-*•]\s$/, { list: 'bullet' }, () => may('bullet')),
      lineRule(/^1[.)]\s$/, { list: 'number' }, () => may('number')),
      lineRule(/^>\s$/, { quote: 'quote' }, () => may('quote')),
      new InputRule(/^```$/, (state, _match, start, end) => (may('pre') ? toCode(state, start, end) : null)),
      letterRule(/(?:^|[\s(])\*\*([^\s*](?:[^*]*[^\s*])?)\*\*$/, 'bold', may),
      letterRule(/(?:^|[\s(])~~([^\s~](?:[^~]*[^\s~])?)~~$/, 'strike', may),
      letterRule(/(?:^|[\s(])`([^`]+)`$/, 'code', may),
    ],
  });
}

function lineRule(pattern: RegExp, attrs: Record<string, string>, may: () => boolean): InputRule {
  return new InputRule(pattern, (state, _match, start, end) => {
    const { parent } = state.doc.resolve(start);
    if (parent.type !== schema.nodes.line || !may()) return null;
    const before = state.doc.resolve(start).before();
    return state.tr.delete(start, end).setNodeMarkup(before, null, { ...parent.attrs, ...attrs });
  });
}

function toCode(state: EditorState, start: number, end: number): Transaction | null {
  const { parent } = state.doc.resolve(start);
  const { line, pre } = schema.nodes;
  if (parent.type !== line || !pre || parent.content.size > end - start) return null;
  return state.tr.delete(start, end).setNodeMarkup(state.doc.resolve(start).before(), pre, { quote: parent.attrs.quote });
}

/** `**words**` becomes the words with the mark; what is typed next has it no more. */
function letterRule(pattern: RegExp, name: PlainMark, may: (type: Formatting) => boolean): InputRule {
  return new InputRule(pattern, (state, match, start, end) => {
    const [all, words = ''] = match;
    const type = schema.marks[name];
    if (!type || !may(name) || state.doc.resolve(start).parent.type !== schema.nodes.line) return null;
    const sign = name === 'code' ? 1 : 2;
    const from = start + all.length - words.length - sign * 2;
    const { tr } = state;
    // The last sign has not been written yet: only what stands there is taken away.
    tr.delete(from + sign + words.length, end);
    tr.delete(from, from + sign);
    return tr.addMark(from, from + words.length, type.create()).removeStoredMark(type);
  });
}
