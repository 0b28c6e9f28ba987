import type { SendResult } from '../../../shared/contract/connector.ts';
import type { UnreachableReason } from '../../../shared/model/index.ts';
import { failureOf, type MailFailure } from './errors.ts';
import type { SendStage } from './smtp.ts';

type Refusal = Extract<SendResult, { status: 'rejected' }>;

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
  if (code >= 500 && code !== 503 && ofThisMail(failure)) return refusal(failure, code, detail);
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

/** 5yz, judged by the enhanced code where there is one (RFC 3463), else by the reply code and its words. */
function refusal({ command }: MailFailure, code: number, detail: string): Refusal {
  const enhanced = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(detail)?.[0];
  const at = (unreachable: UnreachableReason): Refusal => ({ status: 'rejected', code: 'no-such-address', detail, unreachable });
  switch (enhanced) {
    case '5.1.1':
    case '5.1.2':
    case '5.1.3':
    case '5.1.6':
    case '5.1.10':
      return at('no-such-address');
    case '5.2.1':
      return at('deactivated');
    case '5.2.3':
    case '5.3.4':
      return { status: 'rejected', code: 'too-large', detail };
    case undefined:
      break;
    default:
      return { status: 'rejected', code: 'refused', detail };
  }
  if (code === 552) return { status: 'rejected', code: 'too-large', detail };
  const unknown =
    /no such (user|recipient|mailbox|address)|(user|recipient|mailbox|address) (is )?(unknown|not found|unavailable)|unknown (user|recipient)|(does not|doesn't) exist|invalid (recipient|mailbox)/i;
  if (command === 'RCPT TO' && (code === 551 || code === 553 || unknown.test(detail))) return at('no-such-address');
  return { status: 'rejected', code: 'refused', detail };
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
}

/** Our own refusal to log in: no password, or no encryption for it. */
function hasProblem(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConnectorError';
}
