import type { ReplyOption } from '../../../shared/contract/api.ts';
import type { CustomerId } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';

/** Providers show it for about five seconds. */
const everyMs = 4_000;
let told: { customerId: CustomerId; at: number } | undefined;

/** Lets them see that an answer is being written, where the channel can show it. Failing is nobody's concern. */
export function tellTyping(customerId: CustomerId, option: ReplyOption, text: string): void {
  if (!option.capabilities.typing || !option.allowed || text.trim() === '' || text.startsWith('/')) return;
  const now = Date.now();
  if (told?.customerId === customerId && now - told.at < everyMs) return;
  told = { customerId, at: now };
  const { contactPointId, channelId } = option;
  call('reply.typing', { customerId, contactPointId, channelId }).catch(() => undefined);
}
