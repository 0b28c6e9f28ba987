import type { Update } from 'grammy/types';
import { type ConnectorContext, ConnectorError } from '../../../shared/contract/connector.ts';
import type { TelegramChannelConfig } from '../../../shared/contract/provision.ts';
import { type Client, pollSeconds, readFailure } from './client.ts';
import { interruptible, type Waker } from './interrupt.ts';
import { connectionError } from './problems.ts';
import { accountsIn } from './receive/accounts.ts';
import { wantedKinds } from './receive/kinds.ts';
import { type PollHome, payloadOf, withPolls } from './receive/polls.ts';
import { TransportError } from './transport.ts';

/** The one stream of a bot, and its cursor: the next `offset`, and the polls that came by. */
export const stream = 'updates';
export type UpdatesCursor = { offset: number; polls?: readonly PollHome[] };

/**
 * What stands between here and the server may end a request that is quiet for its taste. One that had waited so long says
 * nothing of the connection: it is asked again at once, and the answer to that, which does not wait, tells.
 */
const quietMs = 5000;

export type PollStart = Pick<ConnectorContext<TelegramChannelConfig>, 'cursors' | 'emit' | 'online'>;

/**
 * Asks for updates until `signal` aborts. Asking with an offset tells the server to forget what came before it, so
 * the next request goes out only when `emit` has committed the last one's batch; `committed` is told of each batch then.
 */
export async function poll(
  client: Client,
  ctx: PollStart,
  waker: Waker,
  signal: AbortSignal,
  committed: (updates: readonly Update[]) => void = () => {},
): Promise<void> {
  let { offset, polls = [] } = cursorOf(ctx.cursors.get(stream));
  let fresh = true;
  while (!signal.aborted) {
    // The first answer after a start or a wake comes at once, so that "online" is true and not half a minute late.
    const asked = Date.now();
    const updates = await interruptible([waker.signal, signal], (either) =>
      ask(client, offset, fresh ? 0 : pollSeconds, either),
    ).catch((error: unknown) => {
      if (fresh || Date.now() - asked < quietMs || !wasEnded(error)) throw error;
      return undefined;
    });
    if (!updates) {
      fresh = true;
      continue;
    }
    if (fresh) ctx.online();
    fresh = false;
    const last = updates.at(-1);
    if (!last) continue;
    // Not the highest seen so far: after a quiet week numbering starts anew anywhere (Bot API, Update).
    polls = withPolls(polls, updates);
    const next: UpdatesCursor = { offset: last.update_id + 1, ...(polls.length === 0 ? {} : { polls }) };
    const receivedAt = Date.now();
    await ctx.emit({
      payloads: updates.map((update) => ({
        stream,
        remoteKey: String(update.update_id),
        body: payloadOf(update, polls),
        receivedAt,
      })),
      next: { stream, cursor: next },
      also: accountsIn(updates),
      once: true,
    });
    offset = next.offset;
    committed(updates);
  }
}

async function ask(client: Client, offset: number | undefined, timeout: number, signal: AbortSignal): Promise<Update[]> {
  const request = { timeout, allowed_updates: wantedKinds, ...(offset === undefined ? {} : { offset }) };
  try {
    // grammY is typed for the signal of a polyfill; at run time it only adds and removes a listener.
    return checked(await client.poll.getUpdates(request, signal as Parameters<typeof client.poll.getUpdates>[1]), client.host);
  } catch (error) {
    if (error instanceof ConnectorError) throw error;
    throw connectionError(readFailure(error, client), client.host);
  }
}

/** Cut off while it waited, or given up by a gateway. */
function wasEnded(error: unknown): boolean {
  const cause = error instanceof ConnectorError ? error.cause : undefined;
  if (!(cause instanceof TransportError)) return false;
  return cause.status === 504 || (cause.reach === 'sent' && cause.code !== 'ETIMEDOUT');
}

function checked(answer: unknown, host: string): Update[] {
  const whole = Array.isArray(answer) && answer.every((update) => Number.isInteger(update?.update_id));
  if (!whole)
    throw new ConnectorError('protocol', 'protocol', 'getUpdates answered something that is not a list of updates', { host });
  return answer;
}

function cursorOf(stored: unknown): Partial<UpdatesCursor> {
  const known = typeof stored === 'object' && stored !== null && 'offset' in stored && Number.isSafeInteger(stored.offset);
  return known ? (stored as UpdatesCursor) : {};
}
