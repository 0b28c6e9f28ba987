/**
 * Errors as values at the walls. `code` is for programs and the catalogue of words,
 * `message` is a sentence in English for logs and Details, `retryable` says whether the same call may succeed later.
 */
export type ApiErrorCode =
  | 'invalid-input'
  | 'not-found'
  | 'conflict'
  | 'cannot-send'
  | 'too-large'
  | 'not-allowed'
  | 'unavailable'
  /** Not stored: the disk is full or may not be written to. */
  | 'storage'
  | 'internal';

export type ApiError = { code: ApiErrorCode; message: string; retryable: boolean; details?: Record<string, unknown> };

export type Reply<T> = { ok: true; value: T } | { ok: false; error: ApiError };

/** Thrown inside; becomes an {@link ApiError} at the wall. */
export class DomainError extends Error {
  readonly code: ApiErrorCode;
  readonly retryable: boolean;
  readonly details: Record<string, unknown> | undefined;
  constructor(
    code: ApiErrorCode,
    message: string,
    options: { retryable?: boolean; details?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'DomainError';
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.details = options.details;
  }
}

export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
