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
