import { useEffect, useRef, useState } from 'react';
import { t } from '../../../../i18n/words.ts';
import type { Pdf } from './open-pdf.ts';
import styles from './Pdf.module.css';
import { type Size, sharpness } from './page-size.ts';
import { inTime, PdfError } from './pdf-faults.ts';

type Props = {
  pdf: Pdf;
  number: number;
  /** CSS pixels per point. */
  scale: number;
  /** Quarters. */
  turned: number;
  /** What the page measures upright, in points, once it is known. */
  onSize: (size: Size) => void;
  /** It keeps the reader busy for ever. */
  onStuck: (error: unknown) => void;
};

/** One page: drawn, with its words over it so that they can be chosen, copied and read out. */
export function PdfPage({ pdf, number, scale, turned, onSize, onStuck }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const words = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew for what changes the drawing alone
  useEffect(() => {
    let wanted = true;
    let stop = (): void => undefined;
    async function draw(): Promise<void> {
      const page = await pdf.page(number);
      const { TextLayer } = await import('pdfjs-dist/legacy/build/pdf.mjs');
      const upright = page.getViewport({ scale: 1 });
      if (!wanted || !canvas.current || !words.current) return;
      onSize({ width: upright.width, height: upright.height });
      const viewport = page.getViewport({ scale, rotation: (page.rotate + turned * 90) % 360 });
      const sharp = sharpness(viewport, window.devicePixelRatio);
      canvas.current.width = Math.max(1, Math.floor(viewport.width * sharp));
      canvas.current.height = Math.max(1, Math.floor(viewport.height * sharp));
      const task = page.render({ canvas: canvas.current, viewport, transform: [sharp, 0, 0, sharp, 0, 0] });
      stop = () => task.cancel();
      await inTime(task.promise);
      if (!wanted) return;
      const box = words.current;
      box.replaceChildren();
      box.style.setProperty('--total-scale-factor', String(scale));
      const layer = new TextLayer({ textContentSource: page.streamTextContent(), container: box, viewport });
      stop = () => layer.cancel();
      await layer.render();
    }
    setFailed(false);
    draw().catch((error: unknown) => {
      if (!wanted) return;
      if (error instanceof PdfError) onStuck(error);
      else setFailed(true);
    });
    return () => {
      wanted = false;
      stop();
    };
  }, [pdf, number, scale, turned]);

  return (
    <>
      <canvas ref={canvas} role="img" aria-label={t('viewer.page', { at: number, of: pdf.pages })} />
      <div ref={words} className={styles.words} />
      {failed && <p className={styles.failed}>{t('viewer.pdf.page')}</p>}
    </>
  );
}
