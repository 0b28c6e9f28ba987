import { ConnectorError, type SendResult } from '../../../shared/contract/connector.ts';
import type { RefusedRecipient } from '../../../shared/model/index.ts';
import { failureOf, type MailFailure } from './errors.ts';
import { delayOf, refusalOf } from './refusal.ts';
import type { SendStage, Submitted } from './smtp.ts';
import { Unsendable } from './unsendable.ts';

/**
 * What a failed attempt means. Before the final dot nothing was delivered: try again, unless the server refused for good.
 * After it only a reply to the data itself decides; without one nobody can know.
 */
export function outcomeOf(stage: SendStage, error: unknown): SendResult {
  if (error instanceof Unsendable) return error.result;
  const failure = failureOf(error);
  const detail = failure.response ?? failure.message;
  const code = failure.responseCode ?? 0;
  const answered = failure.code === 'EMESSAGE' && code >= 400 && code < 600;
  if (stage === 'dot' && !answered) return { status: 'unknown', detail };
  if (isAbort(error)) return { status: 'retry', code: 'interrupted', detail: 'Stopped before the mail was handed over' };
  if (hasProblem(error) || isLoginRefused(failure)) return { status: 'retry', code: 'auth', detail };
  // A 5yz in answer to the greeting or EHLO speaks of the server, not of this mail.
  if (code >= 500 && code !== 503 && ofThisMail(failure))
    return { status: 'rejected', detail, ...refusalOf(code, detail, failure.command === 'RCPT TO') };
  if (failure.code === 'EENVELOPE' && code === 0)
    return { status: 'rejected', code: 'no-such-address', detail, unreachable: 'no-such-address' };
  if (code < 400 || code >= 500) return { status: 'retry', code: 'offline', detail };
  return { status: 'retry', detail, ...delayOf(code, detail) };
}

/** Copies that will not arrive though the mail went: for now or for good makes no difference, nobody tries them again. */
export function refusedCopies(refused: Submitted['refused']): RefusedRecipient[] {
  return refused.map(({ address, error }) => {
    const { response, responseCode: code = 0, message } = failureOf(error);
    const detail = response ?? message;
    return { address, code: (code >= 500 ? refusalOf(code, detail, true) : delayOf(code, detail)).code, detail };
  });
}

/** The file could not be read or the mail not built: nothing left, and trying again changes nothing by itself. */
export function composeFailure(error: unknown): SendResult {
  return { status: 'rejected', code: 'protocol', detail: failureOf(error).message };
}

function ofThisMail({ code, command }: MailFailure): boolean {
  return code === 'EMESSAGE' || command === 'MAIL FROM' || command === 'RCPT TO' || command === 'DATA';
}

/**
 * A login that was refused, or a reply to another command that wants one or encryption first (RFC 4954, section 6; RFC 3207).
 * A 4yz there says that the server is in trouble, but for 432, which says that the password has to be changed.
 */
function isLoginRefused({ authenticationFailed, responseCode = 0 }: MailFailure): boolean {
  if (authenticationFailed === true) return responseCode < 400 || responseCode >= 500 || responseCode === 432;
  return responseCode === 530 || responseCode === 534 || responseCode === 535 || responseCode === 538;
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
}

/** Our own refusal to log in: no password, or no encryption for it. */
function hasProblem(error: unknown): boolean {
  return error instanceof ConnectorError && error.kind === 'auth';
}
