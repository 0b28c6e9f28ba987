import { DOMSerializer, type Fragment, type Node, type Slice } from 'prosemirror-model';
import { schema } from './schema.ts';
import { toMarks } from './to-marks.ts';

/** What is copied reads as text the way it would be sent. */
export function copiedText(slice: Slice): string {
  return toMarks(schema.node('doc', null, slice.content)).text;
}

/** Copied lines become the lists and quotes that other programs know. */
export class CopySerializer extends DOMSerializer {
  constructor() {
    super(DOMSerializer.nodesFromSchema(schema), DOMSerializer.marksFromSchema(schema));
  }

  override serializeFragment(fragment: Fragment, options: { document?: Document } = {}, target?: HTMLElement | DocumentFragment) {
    const page = options.document ?? document;
    const into = target ?? page.createDocumentFragment();
    if (fragment.childCount === 0 || fragment.child(0).isInline) return super.serializeFragment(fragment, options, into);
    let quote: HTMLElement | undefined;
    let list: HTMLElement | undefined;
    fragment.forEach((node) => {
      if (!node.attrs.quote) quote = undefined;
      else if (!quote) {
        quote = page.createElement('blockquote');
        into.appendChild(quote);
        list = undefined;
      }
      const tag = node.attrs.list === 'bullet' ? 'ul' : node.attrs.list === 'number' ? 'ol' : undefined;
      if (tag === undefined) list = undefined;
      else if (list?.localName !== tag || list.parentNode !== (quote ?? into)) {
        list = page.createElement(tag);
        (quote ?? into).appendChild(list);
      }
      (list ?? quote ?? into).appendChild(this.#block(page, node, list !== undefined));
    });
    return into;
  }

  #block(page: Document, node: Node, item: boolean): HTMLElement {
    const block = page.createElement(item ? 'li' : node.type.name === 'pre' ? 'pre' : 'p');
    block.style.whiteSpace = 'pre-wrap';
    super.serializeFragment(node.content, { document: page }, block);
    if (node.childCount === 0) block.appendChild(page.createElement('br'));
    return block;
  }
}
