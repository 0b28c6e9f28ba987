import type { ActionResult, SendResult } from '../../../../shared/contract/connector.ts';
import type { CallFailure } from '../client.ts';

/**
 * What a failed send means for the message. `unknown` wherever the request may have been acted upon: the Bot API has
 * no key against duplicates and no way to look afterwards. `direct`: in the person's own chat with the bot, so that a refusal
 * says something of the person.
 */
export function sendFailure(failure: CallFailure, direct = true): SendResult {
  if (failure.type === 'refused') return refused(failure, direct);
  const { reach, status = 0, code, message } = failure.error;
  if (reach === 'unsent') return { status: 'retry', code: code === 'ABORTED' ? 'interrupted' : 'offline', detail: message };
  if (reach === 'answered' && status === 413) return { status: 'rejected', code: 'too-large', detail: message };
  // A page with 3xx or 4xx comes from something in front of the server, which has passed nothing on.
  if (reach === 'answered' && status >= 300 && status < 500) return { status: 'retry', code: 'protocol', detail: message };
  return { status: 'unknown', detail: message };
}

/** Wordings are the server's own (telegram-bot-api, Client.cpp); the documentation lists none. */
const unreachable = [
  { words: /bot was blocked|user_is_blocked/i, code: 'blocked', reason: 'blocked' },
  { words: /user is deactivated|input_user_deactivated/i, code: 'no-such-address', reason: 'deactivated' },
  { words: /can't initiate conversation|can't write to the user/i, code: 'no-such-address', reason: 'not-started' },
  { words: /chat not found|user not found|peer_id_invalid/i, code: 'no-such-address', reason: 'no-such-address' },
] as const;

type Refusal = Extract<CallFailure, { type: 'refused' }>;

function refused(
  { status, description: detail, retryAfterMs }: Refusal,
  direct: boolean,
): Exclude<SendResult, { status: 'accepted' }> {
  if (status === 429) {
    return { status: 'retry', code: 'rate-limit', detail, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  }
  if (status === 404 && /method/i.test(detail)) return { status: 'rejected', code: 'refused', detail };
  if (status === 401 || status === 404) return { status: 'retry', code: 'auth', detail };
  if (status === 413) return { status: 'rejected', code: 'too-large', detail };
  if (status >= 500) return { status: 'unknown', detail };
  const known = status === 400 || status === 403 ? unreachable.find(({ words }) => words.test(detail)) : undefined;
  if (known) return { status: 'rejected', code: known.code, detail, ...(direct ? { unreachable: known.reason } : {}) };
  return { status: 'rejected', code: /too big|too large/i.test(detail) ? 'too-large' : 'refused', detail: inWords(detail) };
}

/** Refusals that say that what was wanted is so already (telegram-bot-api, Client.cpp). */
const alreadySo = /message is not modified|message to delete not found/i;

/**
 * What a failed change means. It may be made any number of times, so that whatever is not a refusal is tried again, and one
 * that is there already is done.
 */
export function actFailure(failure: CallFailure): ActionResult {
  if (failure.type === 'transport') {
    const { code, message } = failure.error;
    return { status: 'retry', code: code === 'ABORTED' ? 'interrupted' : 'offline', detail: message };
  }
  const { status, description: detail } = failure;
  if (status === 400 && alreadySo.test(detail)) return { status: 'done' };
  if (status >= 500) return { status: 'retry', code: 'protocol', detail };
  const result = refused(failure, false);
  if (result.status === 'retry') return result;
  return { status: 'refused', code: result.status === 'rejected' ? result.code : 'refused', detail: result.detail };
}

/** Refusals in signs, and what they say (Bot API, deleteMessage and BusinessBotRights). */
const meanings = [
  { sign: /can't be deleted/i, words: 'bots can take back what was sent less than 48 hours ago' },
  {
    sign: /BUSINESS_PEER_USAGE_MISSING/,
    words: 'for a business account a bot can answer within 24 hours of the customer’s last message',
  },
  { sign: /BUSINESS_CONNECTION_INVALID|business connection not found/i, words: 'the business account is connected no more' },
];

function inWords(detail: string): string {
  const meaning = meanings.find(({ sign }) => sign.test(detail));
  return meaning ? `${detail} (${meaning.words})` : detail;
}
