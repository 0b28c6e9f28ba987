import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mailUrl } from '../../bridge/desktop.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { openLink } from '../telephony/open-link.ts';
import { deceives, openable } from './links.ts';
import styles from './MailFrame.module.css';
import { mailDocument, tallest } from './mail-document.ts';

/** Heights seen before, so that a mail which comes back takes its place at once. Pixels by body hash. */
const heights = new Map<string, number>();
const firstGuess = 120;

/** Pictures that were not fetched keep their place, without the mark of a broken one. */
function hideBlocked(images: HTMLImageElement[]): void {
  for (const image of images) if (/^(https?:)?\/\//i.test(image.getAttribute('src') ?? '')) image.style.visibility = 'hidden';
}

type Props = { hash: string; remote: boolean; dark: boolean; title: string; onAdapted: (adapted: boolean) => void };

/**
 * A mail body in a sandboxed frame that runs no script. Its height follows its content; links are opened outside, after
 * their address has been shown. `dark` has it stand in the theme's colours where it brings none; whether it does is told to `onAdapted`.
 */
export function MailFrame({ hash, remote, dark, title, onAdapted }: Props) {
  const { t } = useTranslation();
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(heights.get(hash) ?? firstGuess);
  const [hovered, setHovered] = useState<string>();
  const [asking, setAsking] = useState<string>();

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    let observer: ResizeObserver | undefined;

    function onLoad(): void {
      const page = element && mailDocument(element);
      if (!page) return;
      const { view, body, root } = page;
      if (dark) onAdapted(root.getAttribute('data-colours') === 'theme');
      if (!remote) hideBlocked(page.images);
      page.label('details.throughline-quote > summary', t('timeline.quoteShow'));
      page.label('details.throughline-signature > summary', t('timeline.signatureShow'));
      const measure = () => {
        // As tall as its content, it needs no bar at its side; one that is there while it grows would narrow the content and stay.
        root.style.setProperty('overflow-y', body.scrollHeight > tallest ? 'auto' : 'hidden', 'important');
        const content = Math.ceil(Math.max(body.scrollHeight, root.getBoundingClientRect().height));
        // A mail wider than the frame has a bar below it, which must not cover its last line.
        const bar = view.innerHeight - root.clientHeight;
        const wanted = Math.min(content + bar, tallest);
        heights.set(hash, wanted);
        setHeight(wanted);
      };
      measure();
      observer?.disconnect();
      observer = new ResizeObserver(measure);
      observer.observe(root);
      observer.observe(body);
      const linkAt = (event: Event) =>
        event.target instanceof view.Element ? event.target.closest('a[href], area[href]') : null;
      page.listen('click', (event) => {
        const link = linkAt(event);
        if (!link) return;
        event.preventDefault();
        const url = openable(link.getAttribute('href') ?? '');
        if (url === undefined) return;
        if (deceives(link.textContent ?? '', url)) setAsking(url);
        else openLink(url);
      });
      page.listen('auxclick', (event) => {
        if (linkAt(event)) event.preventDefault();
      });
      page.listen('mouseover', (event) => setHovered(openable(linkAt(event)?.getAttribute('href') ?? '')));
      page.listen('mouseleave', () => setHovered(undefined));
      // Keys pressed inside the frame are the program’s too.
      page.listen('keydown', (event) => {
        const { code, key, ctrlKey, metaKey, altKey, shiftKey } = event;
        window.dispatchEvent(
          new KeyboardEvent('keydown', { code, key, ctrlKey, metaKey, altKey, shiftKey, bubbles: true, cancelable: true }),
        );
      });
    }

    element.addEventListener('load', onLoad);
    if (element.contentDocument?.readyState === 'complete') onLoad();
    return () => {
      element.removeEventListener('load', onLoad);
      observer?.disconnect();
    };
  }, [hash, remote, dark, onAdapted, t]);

  return (
    <div className={styles.frame}>
      <iframe ref={frame} title={title} sandbox="allow-same-origin" src={mailUrl(hash, { remote, dark })} style={{ height }} />
      {hovered !== undefined && <div className={styles.address}>{hovered}</div>}
      {asking !== undefined && (
        <ConfirmDialog
          title={t('timeline.linkTitle')}
          action={t('action.open')}
          onConfirm={() => openLink(asking)}
          onClose={() => setAsking(undefined)}
        >
          <p>{t('timeline.linkHint')}</p>
          <p className={styles.asked}>{asking}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}
