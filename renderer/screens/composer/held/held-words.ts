import i18next from 'i18next';
import type { HeldReply } from '../../../../shared/contract/api.ts';
import { moment } from '../../../i18n/time.ts';

const reasons = [
  'unreachable-blocked',
  'unreachable-deactivated',
  'unreachable-address',
  'account-ended',
  'account-only-read',
  'must-write-first',
  'channel-stopped',
] as const;

/** A colleague did so before it could leave. */
export const answeredMeanwhile = 'answered-meanwhile';

/** Why an answer did not leave when its time had come. */
export function heldProblem({ code, by = '', at = 0 }: NonNullable<HeldReply['problem']>, now: number): string {
  if (code === answeredMeanwhile) return i18next.t('held.answered', { by, time: moment(at, now) });
  const reason = reasons.find((one) => one === code);
  if (reason) return i18next.t('held.refused', { reason: i18next.t(`composer.reason.${reason}`) });
  return i18next.t(code === 'not-allowed' ? 'held.late' : 'held.failed');
}
