import type { SendResult } from '../../../shared/contract/connector.ts';
import { failureOf, type MailFailure } from './errors.ts';
import { refusalOf } from './refusal.ts';
import type { SendStage } from './smtp.ts';

/**
 * What a failed attempt means. Before the final dot nothing was delivered: try again, unless the server refused for good.
 * After it only a reply to the data itself decides; without one nobody can know.
 */
export function outcomeOf(stage: SendStage, error: unknown): SendResult {
  const failure = failureOf(error);
  const detail = failure.response ?? failure.message;
  const code = failure.responseCode ?? 0;
  const answered = failure.code === 'EMESSAGE' && code >= 400 && code < 600;
  if (stage === 'dot' && !answered) return { status: 'unknown', detail };
  if (isAbort(error)) return { status: 'retry', code: 'interrupted', detail: 'Stopped before the mail was handed over' };
  if (failure.authenticationFailed === true || hasProblem(error) || (code >= 500 && isLoginDemand(code)))
    return { status: 'retry', code: 'auth', detail };
  // A 5yz in answer to the greeting or EHLO speaks of the server, not of this mail.
  if (code >= 500 && code !== 503 && ofThisMail(failure))
    return { status: 'rejected', detail, ...refusalOf(code, detail, failure.command === 'RCPT TO') };
  if (failure.code === 'EMESSAGE' && code === 0) return { status: 'rejected', code: 'too-large', detail };
  if (failure.code === 'EENVELOPE' && code === 0)
    return { status: 'rejected', code: 'no-such-address', detail, unreachable: 'no-such-address' };
  if (code === 421 || code < 400 || code >= 500) return { status: 'retry', code: 'offline', detail };
  return { status: 'retry', code: /too many|rate|throttl|grey|gray|4\.7\.28/i.test(detail) ? 'rate-limit' : 'refused', detail };
}

/** The file could not be read or the mail not built: nothing left, and trying again changes nothing by itself. */
export function composeFailure(error: unknown): SendResult {
  return { status: 'rejected', code: 'protocol', detail: failureOf(error).message };
}

function ofThisMail({ code, command }: MailFailure): boolean {
  return code === 'EMESSAGE' || command === 'MAIL FROM' || command === 'RCPT TO' || command === 'DATA';
}

/** Replies to a command that wants a login or encryption first (RFC 4954, section 6; RFC 3207). */
function isLoginDemand(code: number): boolean {
  return code === 530 || code === 534 || code === 535 || code === 538;
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
}

/** Our own refusal to log in: no password, or no encryption for it. */
function hasProblem(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConnectorError';
}
