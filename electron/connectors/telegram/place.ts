/**
 * Where a message stands: a chat, in a forum one topic of it, and when a business account's chat is meant, the connection
 * through which it is seen (Bot API, Message: such a chat is "independent from any potential bot chat which might share the
 * same identifier").
 */
export type Place = { chat: number; topic?: number; business?: string };

/** How the names of all threads of a business account begin. */
export const accountThreads = (business: string): string => `business:${business}:`;

/** As a thread is named: `77`, `-1001234567890`, `-1001234567890/17`, `business:<connection>:77`. */
export function threadOf({ chat, topic, business }: Place): string {
  if (business !== undefined) return `${accountThreads(business)}${chat}`;
  return topic === undefined ? String(chat) : `${chat}/${topic}`;
}

/** `undefined` for what names no chat. */
export function placeOf(thread: string): Place | undefined {
  const [, business, chat, topic] = /^(?:business:(.+):)?(-?\d{1,16})(?:\/(\d{1,16}))?$/.exec(thread) ?? [];
  if (chat === undefined) return undefined;
  return {
    chat: Number(chat),
    ...(topic === undefined ? {} : { topic: Number(topic) }),
    ...(business === undefined ? {} : { business }),
  };
}

/** The parameters by which nearly every method is told where. */
export function address({ topic, business }: Place): { message_thread_id?: number; business_connection_id?: string } {
  return {
    ...(topic === undefined ? {} : { message_thread_id: topic }),
    ...(business === undefined ? {} : { business_connection_id: business }),
  };
}
