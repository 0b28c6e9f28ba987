import type { BusinessConnection, Update } from 'grammy/types';
import { accountStream, type InboundEvent, type StreamCursor } from '../../../../shared/contract/connector.ts';
import type { AccountRight } from '../../../../shared/model/index.ts';
import { accountThreads } from '../place.ts';
import { isRecord } from './read.ts';

/** Servers before Bot API 9.0 tell of no rights but the one to reply. */
type Told = Pick<BusinessConnection, 'id' | 'is_enabled' | 'rights'> & { can_reply?: boolean };

/** What the owner of a business account lets the bot do (Bot API, BusinessConnection and BusinessBotRights). */
function rightOf({ is_enabled: enabled, rights, can_reply: before }: Told): AccountRight {
  if (!enabled) return 'ended';
  return (rights?.can_reply ?? before) === true ? 'answer' : 'read';
}

/** The last word of each account among these updates, to be kept with the place in them. */
export function accountsIn(updates: readonly Update[]): StreamCursor[] {
  return updates.flatMap(({ business_connection: told }) =>
    isRecord(told) && typeof told.id === 'string'
      ? [{ stream: accountStream(accountThreads(told.id)), cursor: rightOf(told) }]
      : [],
  );
}

export const mapConnection = ({ id }: Told): InboundEvent[] => [{ type: 'account', threads: accountThreads(id) }];
