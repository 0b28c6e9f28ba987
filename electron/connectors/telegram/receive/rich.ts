import type { RichBlock, RichBlockCaption, RichBlockListItem, RichMessage, RichText } from 'grammy/types';
import type { InboundAttachment } from '../../../../shared/contract/connector.ts';
import { tidyMarks } from '../../../../shared/lib/marks.ts';
import type { TextMark } from '../../../../shared/model/index.ts';
import { attachmentsOf, type Carrier } from './attachments.ts';
import { coordinates } from './cards.ts';
import type { Dress } from './marks.ts';
import { pieceOf } from './rich-text.ts';

export type Reading = { text: string; marks: TextMark[]; attachments: InboundAttachment[] };

/**
 * A rich message as text with marks and files, in the order it is read (Bot API, RichMessage): headings are bold, lists keep
 * their labels, a table is a line for each row. What a later version of the API may bring gives the words it holds.
 */
export function readRich(message: RichMessage, tag: string, limit: number): Reading {
  const scroll = new Scroll(tag, limit);
  for (const block of message.blocks) scroll.block(block);
  return { text: scroll.text, marks: tidyMarks(scroll.text, scroll.marks), attachments: scroll.attachments };
}

/** What has been read so far. */
class Scroll {
  text = '';
  readonly marks: TextMark[] = [];
  readonly attachments: InboundAttachment[] = [];
  readonly #tag: string;
  readonly #limit: number;

  constructor(tag: string, limit: number) {
    this.#tag = tag;
    this.#limit = limit;
  }

  block(block: RichBlock): void {
    this.#newLine();
    switch (block.type) {
      case 'heading':
        this.#dressed({ type: 'bold' }, () => this.#write(block.text));
        break;
      case 'pre': {
        const { language } = block;
        this.#dressed({ type: 'pre', ...(language ? { language } : {}) }, () => this.#write(block.text));
        break;
      }
      case 'divider':
        this.#write('———');
        break;
      case 'mathematical_expression':
        this.#dressed({ type: 'code' }, () => this.#write(block.expression));
        break;
      case 'list':
        for (const item of block.items) this.#item(item);
        break;
      case 'blockquote':
        this.#dressed({ type: 'quote' }, () => this.#blocks(block.blocks, block.credit));
        break;
      case 'expandable_blockquote':
        this.#dressed({ type: 'quote', collapsed: true }, () => this.#credited(block));
        break;
      case 'pullquote':
        this.#dressed({ type: 'quote' }, () => this.#credited(block));
        break;
      case 'collage':
      case 'slideshow':
        this.#blocks(block.blocks);
        this.#caption(block.caption);
        break;
      case 'table':
        for (const row of block.cells) this.#line(row.flatMap((cell, n) => [n > 0 ? ' | ' : '', cell.text ?? '']));
        if (block.caption !== undefined) this.#line(block.caption);
        break;
      case 'details':
        this.#dressed({ type: 'bold' }, () => this.#write(block.summary));
        this.#blocks(block.blocks);
        break;
      case 'map':
        this.#write(`📍 ${coordinates(block.location)}`);
        this.#caption(block.caption);
        break;
      case 'buttons':
        this.#write(block.buttons.flatMap((button, n): RichText[] => [n > 0 ? ' ' : '', { type: 'button', button }]));
        break;
      case 'voice_note':
        this.#media({ voice: block.voice_note }, block.caption);
        break;
      case 'animation':
      case 'audio':
      case 'document':
      case 'photo':
      case 'video': {
        const spoiler = 'has_spoiler' in block && block.has_spoiler ? { has_media_spoiler: true as const } : {};
        this.#media({ ...block, ...spoiler }, block.caption);
        break;
      }
      default:
        // Paragraphs, footers, drafts, and what is not known yet.
        if ('text' in block) this.#write(block.text);
    }
  }

  #blocks(blocks: readonly RichBlock[], credit?: RichText): void {
    for (const block of blocks) this.block(block);
    this.#credit(credit);
  }

  #write(text: RichText | undefined): void {
    if (text === undefined) return;
    if (typeof text === 'string') {
      this.text += text;
    } else if (Array.isArray(text)) {
      for (const inner of text) this.#write(inner);
    } else {
      const { inner, dress } = pieceOf(text);
      if (dress) this.#dressed(dress, () => this.#write(inner));
      else this.#write(inner);
    }
  }

  #dressed(dress: Dress, write: () => void): void {
    const start = this.text.length;
    write();
    if (this.text.length > start) this.marks.push({ ...dress, start, end: this.text.length });
  }

  #item({ label, blocks: [first, ...others], has_checkbox: box, is_checked: checked }: RichBlockListItem): void {
    this.#newLine();
    this.#write(`${box ? (checked ? '☑' : '☐') : label} `);
    if (first && 'text' in first) this.#write(first.text);
    else if (first) this.block(first);
    this.#blocks(others);
  }

  #media(carrier: Carrier, caption: RichBlockCaption | undefined): void {
    const tag = this.attachments.length === 0 ? this.#tag : `${this.#tag}_${this.attachments.length + 1}`;
    this.attachments.push(...attachmentsOf(carrier, tag, this.#limit));
    this.#caption(caption);
  }

  #caption(caption: RichBlockCaption | undefined): void {
    if (!caption) return;
    this.#line(caption.text);
    this.#credit(caption.credit);
  }

  #credited({ text, credit }: { text: RichText; credit?: RichText }): void {
    this.#write(text);
    this.#credit(credit);
  }

  #credit(credit: RichText | undefined): void {
    if (credit !== undefined) this.#line(['— ', credit]);
  }

  #line(text: RichText): void {
    this.#newLine();
    this.#write(text);
  }

  #newLine(): void {
    if (this.text !== '' && !this.text.endsWith('\n')) this.text += '\n';
  }
}
