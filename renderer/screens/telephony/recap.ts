import type { CustomerView, ReplyOption } from '../../../shared/contract/api.ts';

/** Where a recap goes: to their messenger, where it is read at once; else where a mail is allowed. */
export function recapOption(view: Pick<CustomerView, 'replyOptions'>): ReplyOption | undefined {
  const allowed = view.replyOptions.filter((option) => option.allowed && option.group === undefined);
  return allowed.find(({ channelKind }) => channelKind !== 'email') ?? allowed[0];
}
