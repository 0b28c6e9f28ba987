import type { PhoneDevices } from '../../shared/contract/softphone.ts';

/** What this desk speaks into and hears from; `ringVolume` from 0 to 1. */
export type PhoneSound = PhoneDevices & { ringVolume: number };

export const phoneStorageKey = 'throughline.phone';
const initial: PhoneSound = { microphone: '', speaker: '', ringer: '', ringVolume: 0.6 };

/** What was remembered, with the system's own devices for whatever is missing or unreadable. */
export function readPhoneSound(stored: string | null): PhoneSound {
  try {
    const parsed: unknown = JSON.parse(stored ?? '{}');
    if (typeof parsed !== 'object' || parsed === null) return initial;
    const { microphone, speaker, ringer, ringVolume } = parsed as Partial<Record<keyof PhoneSound, unknown>>;
    const id = (value: unknown): string => (typeof value === 'string' ? value : '');
    const loud = typeof ringVolume === 'number' && ringVolume >= 0 && ringVolume <= 1 ? ringVolume : initial.ringVolume;
    return { microphone: id(microphone), speaker: id(speaker), ringer: id(ringer), ringVolume: loud };
  } catch {
    return initial;
  }
}
