import type { Message, Update } from 'grammy/types';

export type MappedKind = 'message' | 'edited_message' | 'my_chat_member';
/** `allowed_updates` of every poll. */
export const wantedKinds: readonly MappedKind[] = ['message', 'edited_message', 'my_chat_member'];

/**
 * Kinds we know and do not ask for; they still come when they were made before our first poll (Bot API, getUpdates).
 * The type makes this list complete for the API version the types are of.
 */
const uninteresting: Record<Exclude<keyof Update, 'update_id' | MappedKind>, true> = {
  channel_post: true,
  edited_channel_post: true,
  business_connection: true,
  business_message: true,
  edited_business_message: true,
  deleted_business_messages: true,
  guest_message: true,
  stopped_message_generation: true,
  message_reaction: true,
  message_reaction_count: true,
  inline_query: true,
  chosen_inline_result: true,
  callback_query: true,
  shipping_query: true,
  pre_checkout_query: true,
  purchased_paid_media: true,
  poll: true,
  poll_answer: true,
  chat_member: true,
  chat_join_request: true,
  chat_boost: true,
  removed_chat_boost: true,
  managed_bot: true,
  subscription: true,
};

export function isUninteresting(kind: string): boolean {
  return Object.hasOwn(uninteresting, kind);
}

/** Messages in which the chat itself speaks, not the customer. */
const service: ReadonlyArray<keyof Message> = [
  'pinned_message',
  'message_auto_delete_timer_changed',
  'chat_background_set',
  'write_access_allowed',
  'connected_website',
  'boost_added',
  'forum_topic_created',
  'forum_topic_edited',
  'forum_topic_closed',
  'forum_topic_reopened',
  'general_forum_topic_hidden',
  'general_forum_topic_unhidden',
  'chat_owner_changed',
  'chat_owner_left',
  'proximity_alert_triggered',
];

export function serviceKind(message: Message): string | undefined {
  return service.find((kind) => message[kind] !== undefined);
}
