import type {
  BusinessConnection,
  BusinessMessagesDeleted,
  CallbackQuery,
  ChatMemberUpdated,
  MessageReactionUpdated,
  Poll,
} from 'grammy/types';
import type { InboundEvent, RawPayload } from '../../../../shared/contract/connector.ts';
import type { TelegramChannelConfig } from '../../../../shared/contract/provision.ts';
import { downloadLimitOf } from '../info.ts';
import { mapConnection } from './accounts.ts';
import { mapDeletion, mapMembership, mapPoll, mapPress, mapReaction } from './happenings.ts';
import { isUninteresting, type MappedKind } from './kinds.ts';
import { type Frame, mapEdit, mapMessage } from './message.ts';
import { pollHomeOf } from './polls.ts';
import { isChat, isNumber, isRecord, isText, isUser, readMessage, readRecord } from './read.ts';

type Settings = Pick<TelegramChannelConfig, 'groups' | 'localServer'>;
type Update = Record<string, unknown>;

/**
 * Turns one update, as JSON text, into what happened. Pure. Throws, naming the kind but nothing a customer wrote,
 * when the update is of a kind this version does not know, or lacks what every update of its kind has.
 */
export function mapUpdate(raw: Pick<RawPayload, 'body' | 'receivedAt'>, settings: Settings = {}): InboundEvent[] {
  const update: unknown = JSON.parse(raw.body, withoutNull);
  if (!isRecord(update) || !Number.isInteger(update.update_id)) throw new Error('Not a Telegram update');
  const kinds = Object.keys(update).filter((key) => key !== 'update_id' && !key.startsWith('@'));
  // "At most one of the optional parameters can be present" (Bot API, Update); what a later version says beside it is no kind.
  const mapped = kinds.filter(isMapped);
  const [kind] = mapped.length > 0 ? mapped : kinds;
  if (kind === undefined || mapped.length > 1) throw new Error(`An update of ${kinds.length} kinds: ${kinds.join(', ')}`);
  if (isMapped(kind)) {
    const frame = { groups: settings.groups === 'take', limit: downloadLimitOf(settings), receivedAt: raw.receivedAt };
    return mappers[kind](update, frame);
  }
  if (isUninteresting(kind)) return [{ type: 'ignored', reason: `update of kind ${kind}` }];
  throw new Error(`Unknown kind of update: ${kind}`);
}

const mappers: Record<MappedKind, (update: Update, frame: Frame) => InboundEvent[]> = {
  message: (update, frame) => mapMessage(readMessage(update.message, 'message'), frame),
  edited_message: (update, frame) => mapEdit(readMessage(update.edited_message, 'edited_message'), frame),
  business_message: (update, frame) => mapMessage(readMessage(update.business_message, 'business_message'), frame),
  edited_business_message: (update, frame) =>
    mapEdit(readMessage(update.edited_business_message, 'edited_business_message'), frame),
  callback_query: (update, frame) =>
    mapPress(readRecord<CallbackQuery>(update.callback_query, 'callback_query', { id: isText, from: isUser }), frame),
  message_reaction: (update) =>
    mapReaction(
      readRecord<MessageReactionUpdated>(update.message_reaction, 'message_reaction', {
        chat: isChat,
        message_id: isNumber,
        date: isNumber,
        new_reaction: Array.isArray,
      }),
    ),
  my_chat_member: (update) =>
    mapMembership(
      readRecord<ChatMemberUpdated>(update.my_chat_member, 'my_chat_member', {
        chat: isChat,
        from: isUser,
        date: isNumber,
        new_chat_member: isRecord,
      }),
    ),
  poll: (update) =>
    mapPoll(readRecord<Poll>(update.poll, 'poll', { id: isText, question: isText, options: Array.isArray }), pollHomeOf(update)),
  business_connection: (update) =>
    mapConnection(readRecord<BusinessConnection>(update.business_connection, 'business_connection', { id: isText })),
  deleted_business_messages: (update, frame) =>
    mapDeletion(
      readRecord<BusinessMessagesDeleted>(update.deleted_business_messages, 'deleted_business_messages', {
        business_connection_id: isText,
        chat: isChat,
        message_ids: Array.isArray,
      }),
      frame,
    ),
};

/** The Bot API leaves out what is not there; servers of other makers write null. */
const withoutNull = (_: string, value: unknown): unknown => (value === null ? undefined : value);

function isMapped(kind: string): kind is MappedKind {
  return Object.hasOwn(mappers, kind);
}
