import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { t } from '../../../../i18n/words.ts';
import type { Pdf } from './open-pdf.ts';
import styles from './Pdf.module.css';
import { PdfPage } from './PdfPage.tsx';
import { pageScale, type Size, turnedSize } from './page-size.ts';

type Props = { pdf: Pdf; zoom: number; turned: number; onPage: (at: number) => void; onStuck: (error: unknown) => void };

const gap = 12;
/** Room beside a page, both sides together; CSS pixels. */
const margin = 128;
const step = 80;

/** The pages below each other; only those in sight and their neighbours are drawn, however many there are. */
export function PdfPages({ pdf, zoom, turned, onPage, onStuck }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [sizes, setSizes] = useState<ReadonlyMap<number, Size>>(new Map());
  const [room, setRoom] = useState(window.innerWidth - margin);
  const scaleOf = (index: number): number => pageScale(turnedSize(sizeOf(index), turned), room, zoom);
  const sizeOf = (index: number): Size => sizes.get(index) ?? pdf.first;
  const shownSize = (index: number): Size => {
    const { width, height } = turnedSize(sizeOf(index), turned);
    const scale = scaleOf(index);
    return { width: width * scale, height: height * scale };
  };
  const virtual = useVirtualizer({
    count: pdf.pages,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => shownSize(index).height + gap,
    overscan: 1,
    paddingStart: gap,
  });
  const at = useRef(0);

  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const observer = new ResizeObserver(() => setRoom(box.clientWidth - margin));
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  // The same page stays in front when it is zoomed or turned.
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew when what pages measure has changed
  useLayoutEffect(() => {
    virtual.measure();
    virtual.scrollToIndex(at.current, { align: 'start' });
  }, [zoom, turned, room]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  useLayoutEffect(() => virtual.measure(), [sizes]);

  const items = virtual.getVirtualItems();
  const middle = (virtual.scrollOffset ?? 0) + (scroller.current?.clientHeight ?? 0) / 3;
  const current = items.find(({ end }) => end > middle)?.index ?? at.current;
  useEffect(() => {
    at.current = current;
    onPage(current + 1);
  }, [current, onPage]);

  // As soon as the pages are seen.
  useLayoutEffect(() => {
    const go = (to: number): void => virtual.scrollToIndex(Math.max(0, Math.min(pdf.pages - 1, to)), { align: 'start' });
    const scroll = (by: number): void => scroller.current?.scrollBy({ top: by });
    const keys: Record<string, () => void> = {
      PageDown: () => go(at.current + 1),
      PageUp: () => go(at.current - 1),
      Home: () => go(0),
      End: () => go(pdf.pages - 1),
      ArrowDown: () => scroll(step),
      ArrowUp: () => scroll(-step),
      Space: () => scroll((scroller.current?.clientHeight ?? 0) - step),
    };
    function onKey(event: KeyboardEvent): void {
      const act = keys[event.code];
      const pressed = event.target instanceof HTMLElement && event.code === 'Space' && event.target.closest('button');
      if (!act || pressed || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      act();
    }
    // Before the viewer stops them.
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [pdf, virtual]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
    <section ref={scroller} className={styles.pages} tabIndex={0} aria-label={t('viewer.pages')}>
      <div className={styles.all} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const { width, height } = shownSize(index);
          return (
            <div key={key} className={styles.page} style={{ width, height, top: start }} data-page={index + 1}>
              <PdfPage
                pdf={pdf}
                number={index + 1}
                scale={scaleOf(index)}
                turned={turned}
                onSize={(size) => {
                  const known = sizeOf(index);
                  if (known.width === size.width && known.height === size.height) return;
                  setSizes((all) => new Map(all).set(index, size));
                }}
                onStuck={onStuck}
              />
            </div>
          );
        })}
      </div>
    </section>
  );
}
