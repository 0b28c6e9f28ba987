import type { Message, Update } from 'grammy/types';

export type MappedKind =
  | 'message'
  | 'edited_message'
  | 'callback_query'
  | 'message_reaction'
  | 'my_chat_member'
  | 'poll'
  | 'business_connection'
  | 'business_message'
  | 'edited_business_message'
  | 'deleted_business_messages';

/** `allowed_updates` of every poll; reactions are told only to who names them (Bot API, Update, `message_reaction`). */
export const wantedKinds: readonly MappedKind[] = [
  'message',
  'edited_message',
  'callback_query',
  'message_reaction',
  'my_chat_member',
  'poll',
  'business_connection',
  'business_message',
  'edited_business_message',
  'deleted_business_messages',
];

/**
 * Kinds we know and do not ask for; they still come when they were made before our first poll (Bot API, getUpdates). Votes
 * are among them: who voted has no place on a card, and the count comes with the poll. The type makes this list complete for
 * the API version the types are of.
 */
const uninteresting: Record<Exclude<keyof Update, 'update_id' | MappedKind>, true> = {
  channel_post: true,
  edited_channel_post: true,
  guest_message: true,
  stopped_message_generation: true,
  message_reaction_count: true,
  inline_query: true,
  chosen_inline_result: true,
  shipping_query: true,
  pre_checkout_query: true,
  purchased_paid_media: true,
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

/**
 * What becomes of each field of a message:
 * - `about`: says when, where, by whom; or belongs to a field beside it
 * - `shown`: text, files, cards, formatting, origin: carried as what it is
 * - `told`: has no shape of its own here and is told in a line of text
 * - `service`: the chat itself speaks, not a person; of no interest to an answer
 * - `left`: a detail of a message that is shown without it
 */
type Fate = 'about' | 'shown' | 'told' | 'service' | 'left';

/** Complete for the API version the types are of: a field that a later version adds does not compile until it is decided. */
export const fates: Record<keyof Message, Fate> = {
  message_id: 'about',
  message_thread_id: 'about',
  is_topic_message: 'about',
  from: 'about',
  sender_chat: 'about',
  chat: 'about',
  date: 'about',
  edit_date: 'about',
  business_connection_id: 'about',
  sender_business_bot: 'about',
  is_from_offline: 'about',
  receiver_user: 'about',
  ephemeral_message_id: 'about',
  guest_query_id: 'about',
  guest_bot_caller_user: 'about',
  guest_bot_caller_chat: 'about',
  direct_messages_topic: 'about',

  text: 'shown',
  entities: 'shown',
  caption: 'shown',
  caption_entities: 'shown',
  rich_message: 'shown',
  photo: 'shown',
  live_photo: 'shown',
  video: 'shown',
  video_note: 'shown',
  animation: 'shown',
  audio: 'shown',
  voice: 'shown',
  document: 'shown',
  sticker: 'shown',
  contact: 'shown',
  dice: 'shown',
  poll: 'shown',
  venue: 'shown',
  location: 'shown',
  media_group_id: 'shown',
  has_media_spoiler: 'shown',
  forward_origin: 'shown',
  reply_to_message: 'shown',
  reply_to_story: 'shown',
  external_reply: 'shown',
  quote: 'shown',
  reply_markup: 'shown',

  story: 'told',
  paid_media: 'told',
  game: 'told',
  invoice: 'told',
  successful_payment: 'told',
  refunded_payment: 'told',
  checklist: 'told',
  checklist_tasks_done: 'told',
  checklist_tasks_added: 'told',
  giveaway: 'told',
  giveaway_created: 'told',
  giveaway_winners: 'told',
  giveaway_completed: 'told',
  gift: 'told',
  gift_upgrade_sent: 'told',
  unique_gift: 'told',
  users_shared: 'told',
  chat_shared: 'told',
  web_app_data: 'told',
  passport_data: 'told',

  pinned_message: 'service',
  message_auto_delete_timer_changed: 'service',
  chat_background_set: 'service',
  write_access_allowed: 'service',
  connected_website: 'service',
  boost_added: 'service',
  new_chat_members: 'service',
  left_chat_member: 'service',
  new_chat_title: 'service',
  new_chat_photo: 'service',
  delete_chat_photo: 'service',
  group_chat_created: 'service',
  supergroup_chat_created: 'service',
  channel_chat_created: 'service',
  migrate_to_chat_id: 'service',
  migrate_from_chat_id: 'service',
  chat_owner_changed: 'service',
  chat_owner_left: 'service',
  community_chat_added: 'service',
  community_chat_joined: 'service',
  community_chat_removed: 'service',
  managed_bot_created: 'service',
  poll_option_added: 'service',
  poll_option_deleted: 'service',
  proximity_alert_triggered: 'service',
  forum_topic_created: 'service',
  forum_topic_edited: 'service',
  forum_topic_closed: 'service',
  forum_topic_reopened: 'service',
  general_forum_topic_hidden: 'service',
  general_forum_topic_unhidden: 'service',
  paid_message_price_changed: 'service',
  direct_message_price_changed: 'service',
  suggested_post_approved: 'service',
  suggested_post_approval_failed: 'service',
  suggested_post_declined: 'service',
  suggested_post_paid: 'service',
  suggested_post_refunded: 'service',
  video_chat_scheduled: 'service',
  video_chat_started: 'service',
  video_chat_ended: 'service',
  video_chat_participants_invited: 'service',

  author_signature: 'left',
  effect_id: 'left',
  has_protected_content: 'left',
  is_automatic_forward: 'left',
  is_paid_post: 'left',
  link_preview_options: 'left',
  paid_star_count: 'left',
  reply_to_checklist_task_id: 'left',
  reply_to_poll_option_id: 'left',
  sender_boost_count: 'left',
  sender_tag: 'left',
  show_caption_above_media: 'left',
  suggested_post_info: 'left',
  via_bot: 'left',
};

export function serviceKind(message: Message): string | undefined {
  return Object.keys(message).find((field) => isField(field) && fates[field] === 'service');
}

/** Fields of a message that say nothing to this version, for the error that names them. */
export function strangeFields(message: Message): string[] {
  return Object.keys(message).filter((field) => !isField(field));
}

/** Fields that say something to a person, those of later versions among them. */
export const tellingFields = (message: Message): string[] =>
  Object.keys(message).filter((field) => !isField(field) || fates[field] === 'shown' || fates[field] === 'told');

function isField(field: string): field is keyof Message {
  return Object.hasOwn(fates, field);
}
