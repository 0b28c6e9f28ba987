import type { ApiError, ApiErrorCode } from '../../shared/contract/errors.ts';

/** A refused or lost call. `code` is worded by the catalogue; `message` belongs behind "Details". */
export class CallError extends Error {
  readonly code: ApiErrorCode;
  readonly retryable: boolean;
  readonly details: Record<string, unknown> | undefined;
  constructor(error: ApiError) {
    super(error.message);
    this.name = 'CallError';
    this.code = error.code;
    this.retryable = error.retryable;
    this.details = error.details;
  }
}

/** The word of the catalogue for why it did not work. */
export const reasonOf = ({ code, details }: Pick<CallError, 'code' | 'details'>): `error.${ApiErrorCode | 'team-away'}` =>
  code === 'unavailable' && details?.away === 'team' ? 'error.team-away' : `error.${code}`;

/** Whatever was caught, as a {@link CallError}, so that a screen has one shape to show. */
export function asCallError(caught: unknown): CallError {
  if (caught instanceof CallError) return caught;
  return new CallError({
    code: 'internal',
    message: caught instanceof Error ? caught.message : String(caught),
    retryable: false,
  });
}
