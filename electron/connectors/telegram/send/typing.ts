import type { Client } from '../client.ts';
import { address, placeOf } from '../place.ts';

/** Shows "typing…" for five seconds or until the message comes (Bot API, sendChatAction). Whatever happens is nobody's concern. */
export async function showTyping(
  client: Client,
  to: { address: string; remoteThread?: string },
  abort: AbortSignal,
): Promise<void> {
  const place = placeOf(to.remoteThread ?? '') ?? placeOf(to.address);
  if (!place) return;
  const { raw } = client.call;
  const signal = abort as Parameters<typeof raw.sendChatAction>[1];
  await raw.sendChatAction({ chat_id: place.chat, ...address(place), action: 'typing' }, signal).catch(() => undefined);
}
