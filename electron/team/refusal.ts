import { DomainError } from '../../shared/contract/errors.ts';
import { Refused, ServerAway } from './server.ts';
import type { NotMine } from './wire.ts';

/** The server cannot be asked now. `details.away` says who is not there, so that the window does not speak of itself. */
export const teamAway = (message: string, cause?: unknown): DomainError =>
  new DomainError('unavailable', message, { retryable: true, details: { away: 'team' }, cause });

/** What the server refused or did not answer, as an error of the wall. */
export async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ServerAway) throw teamAway(error.message, error);
    if (error instanceof Refused) throw new DomainError(codeOf(error), error.message, { cause: error });
    throw error;
  }
}

/** Who was first and when, so that the window can say so. */
export function taken({ holder, forMs }: NotMine, now: number): DomainError {
  const words = holder ? `${holder.name} has this conversation` : 'somebody changed this conversation first';
  const details = { ...(holder ? { holder } : {}), ...(holder && typeof forMs === 'number' ? { at: now - forMs } : {}) };
  return new DomainError('conflict', words, { retryable: true, details });
}

const codeOf = ({ code }: Refused): 'not-allowed' | 'not-found' | 'conflict' | 'invalid-input' => {
  if (code === '42501') return 'not-allowed';
  if (code === 'P0002') return 'not-found';
  return code === '23505' ? 'conflict' : 'invalid-input';
};
