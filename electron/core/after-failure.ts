import type { ConnectorErrorKind } from '../../shared/contract/connector.ts';
import type { ConnectionProblem, ConnectionState } from '../../shared/model/index.ts';
import { backoff } from './backoff.ts';

/** Failures in a row, and how many of them were another program on the same account. */
export type Failures = { failures: number; conflicts: number };

/** `ours`: not the connection failed but something here, a full disk or a mistake. */
export type Failed = { kind: ConnectorErrorKind | 'ours'; problem: ConnectionProblem; retryAfterMs?: number | undefined };

/** `met`: the session that failed had been online, however shortly. */
export type Ended = Pick<Failed, 'kind' | 'retryAfterMs'> & { met?: boolean };

/** `waitMs` until the next attempt; without one a person is waited for. */
export type AfterFailure = { state: ConnectionState; waitMs?: number; counted: Failures };

/** Our own former connection can still be open for so long after a crash; ms. */
const lingerMs = 3000;
/** A server that was there a moment ago is not waited for longer than after so many failures: eight seconds. */
const metFailures = 4;

/** What a channel does after its session failed: tries again, the later the more often it failed, or waits for a person. */
export function afterFailure(
  { kind, retryAfterMs, met = false }: Ended,
  before: Failures,
  random: () => number = Math.random,
): AfterFailure {
  const again = (counted: Failures, fixedMs?: number): AfterFailure => ({
    state: 'backoff',
    waitMs: fixedMs ?? backoff(counted.failures, {}, random),
    counted,
  });
  const failures = before.failures + 1;
  switch (kind) {
    case 'auth':
      return { state: 'needs-auth', counted: before };
    case 'conflict': {
      // Once is patience, twice would be a fight.
      const conflicts = before.conflicts + 1;
      return conflicts === 1
        ? again({ failures, conflicts }, lingerMs)
        : { state: 'conflict', counted: { failures: before.failures, conflicts } };
    }
    case 'rate-limit':
      return again({ ...before, failures }, retryAfterMs);
    case 'offline':
      return again({ ...before, failures: met ? Math.min(failures, metFailures) : failures });
    case 'protocol':
    case 'ours':
      return again({ ...before, failures });
  }
}
