import type { InlineKeyboardButton, Message } from 'grammy/types';
import type { InboundMessage } from '../../../../shared/contract/connector.ts';
import type { MessageButton } from '../../../../shared/model/index.ts';
import { attachmentsOf } from './attachments.ts';
import { cardOf, cardText } from './cards.ts';
import { serviceKind, strangeFields, tellingFields } from './kinds.ts';
import { linesOf } from './lines.ts';
import { marksOf } from './marks.ts';
import { readRich } from './rich.ts';

export type Content = Pick<InboundMessage, 'text' | 'attachments' | 'marks' | 'card' | 'notUnderstood'>;

/**
 * What a message says. `undefined` for a service message. Content nobody here understands is told by the names of its fields, never
 * by what is in them. `limit`: bytes of the largest file that can be downloaded.
 */
export function contentOf(message: Message, limit: number): Content | undefined {
  try {
    return readContent(message, limit);
  } catch (error) {
    return unknown(
      tellingFields(message),
      message.text ?? message.caption,
      error instanceof Error ? error.message : String(error),
    );
  }
}

function readContent(message: Message, limit: number): Content | undefined {
  const tag = String(message.message_id);
  if (message.rich_message) return content(readRich(message.rich_message, tag, limit));
  const attachments = attachmentsOf(message, tag, limit);
  const card = cardOf(message);
  const said = message.text ?? message.caption;
  // Paid media are told with their price, and have a caption besides.
  const lines = linesOf(message);
  const text = message.caption !== undefined && lines !== undefined ? `${message.caption}\n${lines}` : (said ?? lines);
  const words = text ?? cardText(message);
  const strange = strangeFields(message);
  // A caption belongs to something, and here it is something new.
  const captionOnly = message.text === undefined && attachments.length === 0 && lines === undefined && card === undefined;
  if (strange.length > 0 && captionOnly && serviceKind(message) === undefined) return unknown(strange, message.caption);
  if (words !== undefined || attachments.length > 0) {
    const marks = marksOf(words ?? '', message.text === undefined ? message.caption_entities : message.entities);
    return content({ text: words ?? '', marks, attachments, ...(card === undefined ? {} : { card }) });
  }
  if (serviceKind(message) !== undefined) return undefined;
  return unknown(strange, undefined);
}

/** The most of the names that is told. */
const longestKind = 80;

function unknown(fields: readonly string[], words: string | undefined, problem?: string): Content {
  const kind = fields.join(', ').slice(0, longestKind) || 'empty';
  const notUnderstood = problem === undefined ? `Unknown kind of message: ${kind}` : `Unreadable message of ${kind}: ${problem}`;
  return { text: words ?? `❔ ${kind}`, attachments: [], card: { type: 'unknown', kind }, notUnderstood };
}

function content({ marks = [], ...rest }: Content): Content {
  return marks.length === 0 ? rest : { ...rest, marks };
}

/** Buttons that lead somewhere or tell us something; of the others (payments, games, inline mode) there is nothing to show. */
export function buttonsOf({ reply_markup: markup }: Pick<Message, 'reply_markup'>): MessageButton[][] {
  const rows = (markup?.inline_keyboard ?? []).map((row) => row.flatMap((button) => buttonOf(button) ?? []));
  return rows.filter((row) => row.length > 0);
}

function buttonOf(button: InlineKeyboardButton): MessageButton | undefined {
  const label = button.text;
  if ('callback_data' in button) return { label, data: button.callback_data };
  if ('url' in button) return { label, url: button.url };
  if ('web_app' in button) return { label, url: button.web_app.url };
  return 'login_url' in button ? { label, url: button.login_url.url } : undefined;
}
