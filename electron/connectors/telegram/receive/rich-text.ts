import type { RichText } from 'grammy/types';
import { type Dress, link } from './marks.ts';

/** Text that says of itself how it is dressed. */
type Piece = Exclude<RichText, string | RichText[]>;

const dresses: Partial<Record<Piece['type'], Dress>> = {
  bold: { type: 'bold' },
  italic: { type: 'italic' },
  underline: { type: 'underline' },
  strikethrough: { type: 'strike' },
  spoiler: { type: 'spoiler' },
  code: { type: 'code' },
};

/** One piece of rich text: what is in it, and its formatting where there is one for it (Bot API, RichText). */
export function pieceOf(piece: Piece): { inner: RichText | undefined; dress?: Dress | undefined } {
  switch (piece.type) {
    case 'url':
      return { inner: piece.text, dress: link(piece.url) };
    case 'email_address':
      return { inner: piece.text, dress: link(`mailto:${piece.email_address}`) };
    case 'phone_number':
      return { inner: piece.text, dress: link(`tel:${piece.phone_number}`) };
    case 'mention':
      return { inner: piece.text, dress: link(`https://t.me/${piece.username.replace(/^@/, '')}`) };
    case 'text_mention':
      return { inner: piece.text, dress: piece.user.username ? link(`https://t.me/${piece.user.username}`) : undefined };
    case 'custom_emoji':
      return { inner: piece.alternative_text };
    case 'mathematical_expression':
      return { inner: piece.expression, dress: { type: 'code' } };
    case 'button':
      return {
        inner: ['[', piece.button.text, ']'],
        dress: 'url' in piece.button ? link(piece.button.url) : undefined,
      };
    case 'anchor':
      return { inner: undefined };
    default:
      return { inner: 'text' in piece ? piece.text : undefined, dress: dresses[piece.type] };
  }
}
