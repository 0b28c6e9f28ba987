import type { InlineKeyboardMarkup, MessageEntity } from 'grammy/types';
import { badRequest } from '../failure.ts';
import type { Params } from '../params.ts';

/** The types that the documentation lists (Bot API, MessageEntity). */
const entityTypes: ReadonlySet<unknown> = new Set<MessageEntity['type']>([
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'url',
  'email',
  'phone_number',
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
  'code',
  'pre',
  'text_link',
  'text_mention',
  'custom_emoji',
  'date_time',
]);

export type Words = { text: string; entities: MessageEntity[] };

/** A text with its entities, white space at its ends cut off and the entities moved along (Bot API, "Formatting options"). */
export function readWords(params: Pick<Params, 'text' | 'json'>, name: string, entitiesName: string): Words {
  const raw = params.text(name) ?? '';
  const text = raw.trim();
  const start = raw.length - raw.trimStart().length;
  const given = params.json(entitiesName) ?? [];
  if (!Array.isArray(given)) throw badRequest("can't parse entities: expected an Array");
  const entities = given.map(readEntity).map((entity) => {
    const offset = Math.max(entity.offset - start, 0);
    const end = Math.min(entity.offset + entity.length - start, text.length);
    return { ...entity, offset, length: end - offset };
  });
  return { text, entities: entities.filter((entity) => entity.length > 0) };
}

function readEntity(value: unknown): MessageEntity {
  const entity = value as MessageEntity;
  const whole = Number.isInteger(entity?.offset) && Number.isInteger(entity.length) && entity.offset >= 0 && entity.length >= 0;
  if (!whole) throw badRequest('can\'t parse MessageEntity: Field "offset" must be of type Number');
  if (!entityTypes.has(entity.type)) throw badRequest("can't parse MessageEntity: Unsupported type specified");
  return entity;
}

/** An inline keyboard; "callback_data: 1-64 bytes" (Bot API, InlineKeyboardButton). */
export function readKeyboard(params: Params): { reply_markup?: InlineKeyboardMarkup } {
  const markup = params.json('reply_markup');
  if (typeof markup !== 'object' || markup === null || !('inline_keyboard' in markup)) return {};
  const keyboard = markup as InlineKeyboardMarkup;
  for (const button of keyboard.inline_keyboard.flat()) {
    if (button.text === '')
      throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
    if ('callback_data' in button) {
      const bytes = Buffer.byteLength(button.callback_data);
      if (bytes < 1 || bytes > 64) throw badRequest('BUTTON_DATA_INVALID');
    }
    if ('url' in button && !/^(https?|tg):\/\/\S+$/.test(button.url)) throw badRequest('BUTTON_URL_INVALID');
  }
  return keyboard.inline_keyboard.length === 0 ? {} : { reply_markup: keyboard };
}
