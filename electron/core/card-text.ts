import { cardWords } from '../../shared/lib/card-words.ts';
import type { ItemCard, MessageButton } from '../../shared/model/index.ts';

/** What a card is called in one line: its question, title, name, emoji or summary; empty for a bare location. */
export function cardTitle(card: ItemCard): string {
  switch (card.type) {
    case 'poll':
      return card.question;
    case 'location':
      return card.title ?? card.address ?? '';
    case 'contact':
      return card.name;
    case 'dice':
      return card.emoji;
    case 'unknown':
      return card.kind;
    case 'invitation':
      return card.summary;
    // A colleague's desk may be newer than this one.
    default:
      return '';
  }
}

/** Everything an item is found by: subject, text, files, card and buttons, a line each. */
export const itemWords = (item: {
  subject: string | null;
  text: string;
  card?: ItemCard;
  buttons?: MessageButton[][];
  files: readonly string[];
}): string =>
  [
    item.subject ?? '',
    item.text,
    ...(item.card ? cardWords(item.card) : []),
    ...(item.buttons?.flat().map(({ label }) => label) ?? []),
    ...item.files,
  ]
    .filter((line) => line !== '')
    .join('\n');
