import type { Message } from 'grammy/types';
import { badRequest } from '../failure.ts';
import type { Params } from '../params.ts';
import { BusinessChat } from '../rooms/business-chat.ts';
import type { Room } from '../rooms/room.ts';
import type { Desk } from './index.ts';
import { roomOf } from './place.ts';
import { captionOf, textOf } from './sending.ts';
import { readKeyboard, readWords } from './words.ts';

/** Bot API, deleteMessage: "if it was sent less than 48 hours ago". Seconds. */
const withdrawable = 48 * 3600;

/** Bot API, ReactionTypeEmoji: what a reaction can be. */
const reactions = new Set(
  '👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡'.split(
    ' ',
  ),
);

export function editMessageText(desk: Desk, params: Params): Message {
  const { room, message } = ours(desk, params);
  if (message.text === undefined) throw badRequest('there is no text in the message to edit');
  return edit(room, message, params, { entities: undefined, ...textOf(readWords(params, 'text', 'entities')) });
}

export function editMessageCaption(desk: Desk, params: Params): Message {
  const { room, message } = ours(desk, params);
  if (message.text !== undefined || message.sticker || message.video_note || message.poll) {
    throw badRequest('there is no caption in the message to edit');
  }
  const caption = captionOf(readWords(params, 'caption', 'caption_entities'));
  return edit(room, message, params, { caption: undefined, caption_entities: undefined, ...caption });
}

/** A keyboard that is not told again is taken away. */
function edit(room: Room, message: Message, params: Params, content: Parameters<Room['edit']>[1]): Message {
  const change = { reply_markup: undefined, ...content, ...readKeyboard(params) };
  const same = Object.entries(change).every(
    ([field, value]) => JSON.stringify(value) === JSON.stringify(message[field as keyof Message]),
  );
  if (same) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  }
  return room.edit(message.message_id, change);
}

function ours(desk: Desk, params: Params): { room: Room; message: Message } {
  const room = roomOf(desk, params);
  const message = room.find(params.integer('message_id') ?? 0);
  if (!message) throw badRequest('message to edit not found');
  if (!room.isOurs(message)) throw badRequest("message can't be edited");
  return { room, message };
}

export function deleteMessage(desk: Desk, params: Params): true {
  const room = roomOf(desk, params);
  const id = params.integer('message_id') ?? 0;
  const message = room.find(id);
  if (!message) throw badRequest('message to delete not found');
  if (desk.now() - message.date > withdrawable) throw badRequest("message can't be deleted for everyone");
  room.delete(id);
  return true;
}

/** "If some of the specified messages can't be found, they are skipped" (Bot API, deleteMessages). */
export function deleteMessages(desk: Desk, params: Params): true {
  const room = roomOf(desk, params);
  const found = numbers(params, 'message_ids').flatMap((id) => room.find(id) ?? []);
  if (found.some(({ date }) => desk.now() - date > withdrawable)) throw badRequest("message can't be deleted for everyone");
  for (const { message_id: id } of found) room.delete(id);
  return true;
}

export function deleteBusinessMessages(desk: Desk, params: Params): true {
  const account = desk.business(params.text('business_connection_id') ?? '');
  if (!account) throw badRequest('business connection not found');
  const ids = numbers(params, 'message_ids');
  const chat = account.chats().find((room) => ids.some((id) => room.find(id)));
  chat?.need('can_delete_outgoing_messages');
  for (const id of ids) chat?.delete(id);
  return true;
}

export function readBusinessMessage(desk: Desk, params: Params): true {
  const room = roomOf(desk, params);
  if (!(room instanceof BusinessChat)) throw badRequest('business connection not found');
  room.need('can_read_messages');
  if (!room.find(params.integer('message_id') ?? 0)) throw badRequest('MESSAGE_ID_INVALID');
  room.actions.push('read');
  room.watch.changed();
  return true;
}

/** "as non-premium users, bots can set up to one reaction per message" (Bot API, setMessageReaction). */
export function setMessageReaction(desk: Desk, params: Params): true {
  const room = roomOf(desk, params);
  const id = params.integer('message_id') ?? 0;
  if (!room.find(id)) throw badRequest('message to react not found');
  const given = params.json('reaction') ?? [];
  if (!Array.isArray(given)) throw badRequest('expected an Array of ReactionType');
  const emoji = given.map((one: { emoji?: unknown }) => String(one.emoji));
  if (emoji.length > 1) throw badRequest('REACTIONS_TOO_MANY');
  if (emoji.some((one) => !reactions.has(one))) throw badRequest('REACTION_INVALID');
  room.react(desk.bot, id, emoji);
  return true;
}

export function answerCallbackQuery(desk: Desk, params: Params): true {
  const id = params.text('callback_query_id');
  if (!desk.buttonPresses.delete(id ?? '')) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  }
  return true;
}

function numbers(params: Params, name: string): number[] {
  const given = params.json(name);
  if (!Array.isArray(given) || given.length === 0) throw badRequest('message identifiers are not specified');
  if (given.length > 100) throw badRequest('too many message identifiers specified');
  return given.map(Number);
}
