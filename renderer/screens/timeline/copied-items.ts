import i18next from 'i18next';
import { cardWords } from '../../../shared/lib/card-words.ts';
import { partsOfMail } from '../../../shared/lib/mail-parts.ts';
import type { Attachment, Item, ItemCard } from '../../../shared/model/index.ts';
import { dated } from '../../i18n/time.ts';
import { callHeadline } from '../telephony/call-words.ts';
import { authorName, eventWords } from './item-words.ts';
import { continues } from './layout.ts';

/** `said`: the chosen part of its text; the whole of it when absent. */
export type Chosen = { item: Item; said?: string };

const kinds = ['image', 'audio', 'voice', 'video', 'sticker', 'file'] as const;

/** Cards that say by themselves all that an item says. */
const spoken = new Set<ItemCard['type']>(['poll', 'location', 'contact']);

/** A file by its name, what has none worth telling by its kind. */
function fileWords({ kind, name }: Attachment): string {
  if (kind === 'file' || kind === 'audio') return `[${name}]`;
  return `[${i18next.t(`inbox.attachment.${kinds.find((each) => each === kind) ?? 'video'}`)}]`;
}

function placeWords(card: ItemCard): string[] {
  return card.type === 'location' ? [`${card.latitude.toFixed(5)}, ${card.longitude.toFixed(5)}`] : [];
}

/** A mail without the history below it, which is folded there too. */
const saidIn = ({ kind, text }: Item): string => (kind === 'email' ? partsOfMail(text).said || text : text);

/** Everything an item says, as plain text. */
function wordsOf(item: Item): string[] {
  if (item.event) return [eventWords(item.event, authorName(item), item.author.type === 'system')];
  const { card, call } = item;
  return [
    ...(call ? [[callHeadline(call), call.number].filter(Boolean).join(' · ')] : []),
    ...(item.subject?.trim() ? [item.subject.trim()] : []),
    ...item.attachments.filter(({ inline }) => !inline).map(fileWords),
    ...(card && spoken.has(card.type) ? [...cardWords(card), ...placeWords(card)] : [saidIn(item)]),
  ]
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/**
 * Several items as they are put onto the clipboard: who and when above each that does not go on from the one before it, then what it
 * says, an empty line between them.
 */
export function copiedItems(chosen: readonly Chosen[]): string {
  return chosen
    .map(({ item, said }, at) => {
      const words = said === undefined ? wordsOf(item) : [said.trim()];
      const goesOn = continues(chosen[at - 1]?.item, item);
      const head = `${authorName(item)}, ${dated(item.sentAt)}`;
      return `${goesOn ? '' : `${at === 0 ? '' : '\n'}${head}\n`}${words.join('\n')}`;
    })
    .join('\n');
}
