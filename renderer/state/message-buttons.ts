import type { ButtonDraft } from '../../shared/contract/api.ts';
import type { MessageButton } from '../../shared/model/index.ts';

/** A message with more is a form, and nobody's answer. */
export const mostButtons = 8;
/** Bot API, InlineKeyboardButton, `callback_data`: 1–64 bytes. */
const longestData = 64;

/** The link of a typed button as it leaves; `undefined` for what is none, and for nothing. */
export function linkOf(typed: string): string | undefined {
  const text = typed.trim();
  if (text === '' || /\s/.test(text)) return undefined;
  const url = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname } = new URL(url);
  return /^https?:$/.test(protocol) && /.\../.test(hostname) ? url : undefined;
}

/** Typed buttons as a message has them, one a line; what has no words yet is none. */
export function buttonRows(typed: readonly ButtonDraft[] = []): MessageButton[][] {
  return typed.flatMap(({ label, link }) => {
    const words = label.trim();
    if (words === '') return [];
    const url = linkOf(link);
    return [[url === undefined ? { label: words, data: shortened(words) } : { label: words, url }]];
  });
}

/** A link that leads nowhere, of a button that would be sent. */
export const wrongLink = (typed: readonly ButtonDraft[] = []): string | undefined =>
  typed.find(({ label, link }) => label.trim() !== '' && link.trim() !== '' && linkOf(link) === undefined)?.link.trim();

/** The fields of buttons opened, or closed again while nothing is in them. */
export function toggledButtons(typed: ButtonDraft[] | undefined): ButtonDraft[] | undefined {
  if (typed === undefined) return [{ label: '', link: '' }];
  return typed.every(({ label, link }) => label.trim() === '' && link.trim() === '') ? undefined : typed;
}

function shortened(words: string): string {
  const encoder = new TextEncoder();
  let text = '';
  let size = 0;
  for (const letter of words) {
    size += encoder.encode(letter).length;
    if (size > longestData) break;
    text += letter;
  }
  return text;
}
