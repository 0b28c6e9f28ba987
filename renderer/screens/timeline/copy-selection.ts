import type { Item } from '../../../shared/model/index.ts';
import { type Chosen, copiedItems } from './copied-items.ts';

/** Elements that hold nothing but what somebody said. */
const said = '[data-said]';

/** What of these elements lies within a range, with the line breaks it is drawn with; undefined where all of it does. */
function part(elements: readonly Element[], range: Range): string | undefined {
  let whole = true;
  const texts = elements.map((element) => {
    const own = document.createRange();
    own.selectNodeContents(element);
    const all = own.toString().trim();
    if (!range.intersectsNode(element)) {
      whole &&= all === '';
      return '';
    }
    if (own.comparePoint(range.startContainer, range.startOffset) === 0) own.setStart(range.startContainer, range.startOffset);
    if (own.comparePoint(range.endContainer, range.endOffset) === 0) own.setEnd(range.endContainer, range.endOffset);
    whole &&= own.toString().trim() === all;
    const copy = own.cloneContents();
    // What is pressed says nothing.
    for (const button of copy.querySelectorAll('button')) button.remove();
    for (const line of copy.querySelectorAll('br')) line.replaceWith('\n');
    return copy.textContent ?? '';
  });
  return whole ? undefined : texts.join('\n').trim();
}

/**
 * What a selection that reaches over several items puts onto the clipboard; undefined where it is within one of them, or somewhere
 * else, and the window may copy it as it stands.
 */
export function copiedSelection(log: Element, selection: Selection | null, items: readonly Item[]): string | undefined {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(log)) return undefined;
  const touched = [...log.querySelectorAll<HTMLElement>('[data-item]')].filter((element) => range.intersectsNode(element));
  const chosen = touched.flatMap((element): Chosen[] => {
    const item = items.find(({ id }) => id === element.dataset.item);
    if (!item) return [];
    const words = part([...element.querySelectorAll(said)], range);
    if (words === undefined) return [{ item }];
    // The drag began behind its last word, or ended before its first.
    return words === '' ? [] : [{ item, said: words }];
  });
  return touched.length < 2 || chosen.length === 0 ? undefined : copiedItems(chosen);
}
