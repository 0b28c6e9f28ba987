import type { ItemCard } from '../model/index.ts';

/** The words a card says and is found by, a line each. */
export function cardWords(card: ItemCard): string[] {
  switch (card.type) {
    case 'poll':
      return [card.question, ...card.options.map(({ text }) => text)];
    case 'location':
      return [card.title ?? '', card.address ?? ''];
    case 'contact':
      return [card.name, card.phone];
    case 'dice':
    case 'unknown':
      return [];
    case 'invitation':
      return [card.summary, card.location ?? '', card.organizer?.name ?? '', card.organizer?.address ?? ''];
    // A colleague's desk may be newer than this one.
    default:
      return [];
  }
}
