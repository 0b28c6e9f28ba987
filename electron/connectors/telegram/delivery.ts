import type { SendResult } from '../../../shared/contract/connector.ts';
import type { CallFailure } from './client.ts';

/**
 * What a failed send means for the message. `unknown` wherever the request may have been acted upon: the Bot API has
 * no key against duplicates and no way to look afterwards.
 */
export function sendFailure(failure: CallFailure): SendResult {
  if (failure.type === 'refused') return refused(failure.status, failure.description, failure.retryAfterMs);
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

function refused(status: number, detail: string, retryAfterMs: number | undefined): SendResult {
  if (status === 429) {
    return { status: 'retry', code: 'rate-limit', detail, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  }
  if (status === 401 || status === 404) return { status: 'retry', code: 'auth', detail };
  if (status === 413) return { status: 'rejected', code: 'too-large', detail };
  if (status >= 500) return { status: 'unknown', detail };
  const known = status === 400 || status === 403 ? unreachable.find(({ words }) => words.test(detail)) : undefined;
  if (known) return { status: 'rejected', code: known.code, detail, unreachable: known.reason };
  return { status: 'rejected', code: /too big|too large/i.test(detail) ? 'too-large' : 'refused', detail };
}
