import type { PhoneDevice, PhoneDevices } from '../../shared/contract/softphone.ts';

/** Which of the chosen are not plugged in. Of a kind that nothing is known of, none is said to be. */
export function missingOf(
  chosen: PhoneDevices,
  microphones: readonly PhoneDevice[],
  speakers: readonly PhoneDevice[],
): (keyof PhoneDevices)[] {
  const there = { microphone: microphones, speaker: speakers, ringer: speakers };
  return (['microphone', 'speaker', 'ringer'] as const).filter(
    (which) => chosen[which] !== '' && there[which].length > 0 && there[which].every(({ id }) => id !== chosen[which]),
  );
}

/** A stream of the chosen microphone, or of the system's where that one is gone. Rejects as `getUserMedia` does. */
export async function openMicrophone(id: string): Promise<MediaStream> {
  const voice = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  if (id === '') return navigator.mediaDevices.getUserMedia({ audio: voice });
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: { ...voice, deviceId: { exact: id } } });
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'OverconstrainedError') throw error;
    return navigator.mediaDevices.getUserMedia({ audio: voice });
  }
}

export function closeStream(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** Plays a stream on a loudspeaker. A speaker that is gone is the system's own. */
export function playOn(element: HTMLAudioElement, speaker: string): Promise<void> {
  return element.setSinkId(speaker).catch(() => element.setSinkId(''));
}
