import type { PhoneDevices } from '../../shared/contract/softphone.ts';

/** What this desk speaks into and hears from; `ringVolume` from 0 to 1. */
export type PhoneSound = PhoneDevices & {
  ringVolume: number;
  /** What the chosen devices are called, for the time in which they are not plugged in. */
  names: Partial<PhoneDevices>;
};

export const phoneStorageKey = 'throughline.phone';
const initial: PhoneSound = { microphone: '', speaker: '', ringer: '', ringVolume: 0.6, names: {} };

/** What was remembered, with the system's own devices for whatever is missing or unreadable. */
export function readPhoneSound(stored: string | null): PhoneSound {
  try {
    const parsed: unknown = JSON.parse(stored ?? '{}');
    if (typeof parsed !== 'object' || parsed === null) return initial;
    const { microphone, speaker, ringer, ringVolume, names } = parsed as Partial<Record<keyof PhoneSound, unknown>>;
    const id = (value: unknown): string => (typeof value === 'string' ? value : '');
    const loud = typeof ringVolume === 'number' && ringVolume >= 0 && ringVolume <= 1 ? ringVolume : initial.ringVolume;
    return { microphone: id(microphone), speaker: id(speaker), ringer: id(ringer), ringVolume: loud, names: namesOf(names) };
  } catch {
    return initial;
  }
}

function namesOf(stored: unknown): Partial<PhoneDevices> {
  const all = typeof stored === 'object' && stored !== null ? Object.entries(stored) : [];
  return Object.fromEntries(all.filter(([, name]) => typeof name === 'string'));
}
