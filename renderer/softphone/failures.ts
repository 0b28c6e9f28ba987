import type { PhoneProblem, PhoneTrouble } from '../../shared/contract/softphone.ts';

/**
 * What a failed SIP request means to a person. Statuses by RFC 3261, section 21.
 * @param status of the response; absent when none came
 * @param cause JsSIP's name for it
 */
export function sipTrouble(status: number | undefined, cause: string, phrase = ''): PhoneTrouble {
  return {
    problem: byStatus(status) ?? byCause[cause] ?? 'failed',
    said: status === undefined ? cause : `${status} ${phrase || cause}`,
  };
}

function byStatus(status: number | undefined): PhoneProblem | undefined {
  if (status === undefined) return undefined;
  if ([401, 407].includes(status)) return 'wrong-password';
  if (status === 403) return 'not-allowed';
  if ([404, 484, 604].includes(status)) return 'unknown-number';
  if ([486, 600].includes(status)) return 'busy';
  if (status === 603) return 'declined';
  if ([415, 488, 606].includes(status)) return 'no-common-codec';
  if (status === 408) return 'no-answer';
  if ([410, 480, 503].includes(status)) return 'unavailable';
  return undefined;
}

const byCause: Readonly<Record<string, PhoneProblem>> = {
  'Connection Error': 'unreachable',
  'Request Timeout': 'timeout',
  'Authentication Error': 'wrong-password',
  'User Denied Media Access': 'microphone-denied',
  'Bad Media Description': 'no-common-codec',
  'Incompatible SDP': 'no-common-codec',
  'Missing SDP': 'no-common-codec',
  'WebRTC Error': 'no-media',
  'RTP Timeout': 'no-media',
  'No Answer': 'no-answer',
  Busy: 'busy',
  Rejected: 'declined',
  Unavailable: 'unavailable',
  'Not Found': 'unknown-number',
};

/** Why `getUserMedia` gave no microphone (Media Capture and Streams, section 10.2). */
export function microphoneTrouble(error: unknown): PhoneTrouble {
  const name = error instanceof Error ? error.name : '';
  const said = error instanceof Error ? `${name}: ${error.message}` : String(error);
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return { problem: 'no-microphone', said };
  if (name === 'NotAllowedError' || name === 'SecurityError') return { problem: 'microphone-denied', said };
  if (name === 'NotReadableError' || name === 'AbortError') return { problem: 'microphone-busy', said };
  return { problem: 'failed', said };
}

/** A call that ended in one of these ways went as somebody wanted. */
export function endedInOrder(cause: string): boolean {
  return cause === 'Terminated' || cause === 'Canceled';
}
