import i18next from 'i18next';
import type { PhoneCall, PhoneQuality, PhoneState } from '../../../shared/contract/softphone.ts';

/** Keys that work wherever the focus is, also while a reply is being typed. By their place, so the same on every layout. */
export const callKeys = { answer: 'F8', hangUp: 'F9', mute: 'F7', hold: 'F6', wrapUp: 'F4' } as const;

/** `0:07`, `12:31`, `1:02:09`. */
export function talkTime(fromMs: number, nowMs: number): string {
  const seconds = Math.max(0, Math.floor((nowMs - fromMs) / 1000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** What a call is doing, in a word or two. */
export function callState(call: PhoneCall): string {
  if (call.transferring) return i18next.t('phone.state.transferring');
  if (call.conference) return i18next.t('phone.state.conference');
  if (call.state === 'talking' && call.heldByThem) return i18next.t('phone.state.heldByThem');
  return i18next.t(`phone.state.${call.state}`);
}

export function qualityDetails(quality: PhoneQuality): string {
  const { packetsIn, packetsOut, loss, jitterMs, roundTripMs, codec, cipher } = quality;
  return i18next.t('phone.quality.details', {
    packetsIn,
    packetsOut,
    loss: new Intl.NumberFormat(i18next.language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(loss * 100),
    jitter: jitterMs,
    trip: roundTripMs ?? '–',
    codec,
    cipher: cipher ?? '–',
  });
}

export function registrationMood(phone: PhoneState | undefined): 'good' | 'busy' | 'bad' {
  if (phone?.registration === 'registered') return 'good';
  return phone?.registration === 'refused' || phone?.registration === 'unreachable' ? 'bad' : 'busy';
}
