import i18next from 'i18next';

const reasons = [
  'unreachable-blocked',
  'unreachable-deactivated',
  'unreachable-address',
  'must-write-first',
  'channel-stopped',
] as const;

/** Why an answer did not leave when its time had come. */
export function heldProblem(code: string): string {
  const reason = reasons.find((one) => one === code);
  if (reason) return i18next.t('held.refused', { reason: i18next.t(`composer.reason.${reason}`) });
  return i18next.t(code === 'not-allowed' ? 'held.late' : 'held.failed');
}
