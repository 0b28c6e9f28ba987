import type { User } from 'grammy/types';
import { badRequest } from '../failure.ts';
import type { Params } from '../params.ts';
import { BusinessChat } from '../rooms/business-chat.ts';
import { GroupChat } from '../rooms/group-chat.ts';
import type { Content, Room } from '../rooms/room.ts';
import type { Desk } from './index.ts';

/** The chat named by `chat_id`, a business account's where a connection is named. */
export function roomOf(desk: Desk, params: Params): Room {
  const id = params.text('chat_id');
  if (id === undefined || id === '') throw badRequest('chat_id is empty');
  const connection = params.text('business_connection_id');
  const account = connection === undefined ? undefined : desk.business(connection);
  if (connection !== undefined && !account) throw badRequest('business connection not found');
  const room = account ? account.chat(Number(id)) : desk.room(Number(id));
  if (!room) throw badRequest(account ? 'BUSINESS_PEER_INVALID' : 'chat not found');
  return room;
}

/** The chat, when the bot may write there. */
export function writable(desk: Desk, params: Params): Room {
  const room = roomOf(desk, params);
  room.admit();
  return room;
}

/** In whose name a message stands there, and in which topic. */
export function standing(desk: Desk, params: Params, room: Room): { from: User; about: Content } {
  if (room instanceof BusinessChat) {
    const about = { business_connection_id: room.connection.id, sender_business_bot: desk.bot };
    return { from: room.connection.user, about };
  }
  const topic = params.integer('message_thread_id');
  if (topic === undefined) return { from: desk.bot, about: {} };
  if (!(room instanceof GroupChat) || !room.hasTopic(topic)) throw badRequest('message thread not found');
  return { from: desk.bot, about: { message_thread_id: topic, is_topic_message: true } };
}

/** The message that is answered, if it is there or has to be. */
export function answeredIn(room: Room, params: Params): { replyTo?: number } {
  const reply = params.json('reply_parameters');
  if (typeof reply !== 'object' || reply === null || !('message_id' in reply)) return {};
  const wanted = Number(reply.message_id);
  if (room.find(wanted)) return { replyTo: wanted };
  if ('allow_sending_without_reply' in reply && reply.allow_sending_without_reply === true) return {};
  throw badRequest('message to be replied not found');
}
