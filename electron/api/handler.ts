import type { z } from 'zod';
import type { Api, Method } from '../../shared/contract/api.ts';
import { type ApiError, DomainError, type Reply } from '../../shared/contract/errors.ts';
import { storageError } from '../store/storage-error.ts';

export type Handler<M extends Method> = {
  parse(raw: unknown): Api[M]['in'];
  run(input: Api[M]['in']): Api[M]['out'] | Promise<Api[M]['out']>;
};

/** A complete map of handlers for a set of methods: a missing one does not compile. */
export type Handlers<M extends Method> = { [K in M]: Handler<K> };

/** Every input is parsed where it arrives; unknown keys are dropped, wrong shapes refused. */
export function handler<M extends Method>(schema: z.ZodType<Api[M]['in']>, run: Handler<M>['run']): Handler<M> {
  return {
    parse(raw) {
      const parsed = schema.safeParse(withoutUndefined(raw));
      if (parsed.success) return parsed.data;
      const [issue] = parsed.error.issues;
      throw new DomainError('invalid-input', `${issue?.path.join('.') || 'input'}: ${issue?.message ?? 'wrong'}`);
    },
    run,
  };
}

/** Structured clone carries `undefined` members; for a schema they are absent. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutUndefined(inner)]));
}

type Loose = { parse(raw: unknown): unknown; run(input: unknown): unknown };

/** Parses, runs, and answers with an envelope; nothing thrown crosses the wall. */
export async function answer(
  handlers: Readonly<Record<string, unknown>>,
  method: string,
  input: unknown,
): Promise<Reply<unknown>> {
  const found = Object.hasOwn(handlers, method) ? (handlers[method] as Loose) : undefined;
  if (!found) return { ok: false, error: { code: 'not-found', message: `no method ${method}`, retryable: false } };
  try {
    return { ok: true, value: await found.run(found.parse(input)) };
  } catch (error) {
    return { ok: false, error: toApiError(error) };
  }
}

function toApiError(error: unknown): ApiError {
  if (error instanceof DomainError) {
    return {
      code: error.code,
      message: error.message,
      retryable: error.retryable,
      ...(error.details === undefined ? {} : { details: error.details }),
    };
  }
  const disk = storageError(error);
  if (disk !== undefined) return { code: 'storage', message: disk, retryable: true };
  return { code: 'internal', message: error instanceof Error ? error.message : String(error), retryable: true };
}
