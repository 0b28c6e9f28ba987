import { playOn } from './microphone.ts';

const recordMs = 3_000;

/** Records some seconds of a stream, then plays them on a loudspeaker. `tell` says which of the two it does. */
export async function echo(stream: MediaStream, speaker: string, tell: (doing: 'recording' | 'playing') => void): Promise<void> {
  tell('recording');
  const blob = await record(stream);
  tell('playing');
  const element = new Audio(URL.createObjectURL(blob));
  try {
    await playOn(element, speaker);
    const over = new Promise<void>((resolve, reject) => {
      element.onended = () => resolve();
      element.onerror = () => reject(new Error('what was recorded could not be played'));
    });
    await element.play();
    await over;
  } finally {
    URL.revokeObjectURL(element.src);
  }
}

function record(stream: MediaStream): Promise<Blob> {
  return new Promise((resolve) => {
    const recorder = new MediaRecorder(stream);
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.onstop = () => resolve(new Blob(parts, { type: recorder.mimeType }));
    recorder.start();
    setTimeout(() => recorder.stop(), recordMs);
  });
}
