import i18next from 'i18next';
import { showError } from '../../feedback.tsx';

/** Onto the clipboard as PNG, which is what clipboards take. `say`: where it is told that it is there. */
export function copyPicture(url: string, say: (words: string) => void): void {
  const png = fetch(url)
    .then((answer) => answer.blob())
    .then(async (blob) => {
      const bitmap = await createImageBitmap(blob);
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
      return canvas.convertToBlob({ type: 'image/png' });
    });
  navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]).then(() => say(i18next.t('action.copied')), showError);
}
