import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/IconButton.tsx';
import { IconX } from '../../components/icons.ts';
import { useApp } from '../../state/store.ts';
import { type TourStep, tourSteps } from '../../state/tour-steps.ts';
import { paletteKeys, useShownKey } from '../shortcuts/keys.ts';
import styles from './Tour.module.css';
import { TourRing } from './TourRing.tsx';

/** The tour, while one is under way. */
export function Tour() {
  const step = useApp((state) => state.tourStep);
  return step === undefined ? null : <Steps step={step} />;
}

/**
 * A strip of its own below everything, so that it covers nothing; the window can be worked meanwhile. Whoever asked for the tour
 * finds the keyboard in it, and gets it back where it was at the end.
 */
function Steps({ step }: { step: TourStep }) {
  const { t } = useTranslation();
  const { moveTour, endTour } = useApp.getState();
  const next = useRef<HTMLButtonElement>(null);
  const keys = {
    next: useShownKey('next'),
    previous: useShownKey('previous'),
    reply: useShownKey('reply'),
    note: useShownKey('note'),
    panel: useShownKey('panel'),
    palette: paletteKeys,
  };
  const at = tourSteps.indexOf(step);

  useEffect(() => {
    const before = document.activeElement;
    next.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  // What the steps speak of is best seen of somebody: of whoever would be the next to open anyway.
  useEffect(() => {
    const { selected, rows, openCustomer } = useApp.getState();
    const first = rows[0];
    if (step !== 'list' && selected === undefined && first) void openCustomer(first.customerId);
  }, [step]);

  return (
    <>
      <TourRing step={step} />
      <section
        className={styles.tour}
        aria-label={t('tour.label')}
        onKeyDown={(event) => {
          const act = { ArrowRight: () => moveTour(1), ArrowLeft: () => moveTour(-1), Escape: endTour }[event.code];
          if (!act) return;
          event.preventDefault();
          event.stopPropagation();
          act();
        }}
      >
        <p className={styles.place}>{t('tour.place', { at: at + 1, of: tourSteps.length })}</p>
        <div className={styles.words} aria-live="polite">
          <h2>{t(`tour.${step}.title`)}</h2>
          <p>{t(`tour.${step}.text`, keys)}</p>
        </div>
        <div className={styles.moves}>
          <Button variant="default" disabled={at === 0} onClick={() => moveTour(-1)}>
            {t('action.back')}
          </Button>
          <Button ref={next} onClick={() => moveTour(1)}>
            {t(at === tourSteps.length - 1 ? 'tour.done' : 'tour.next')}
          </Button>
          <IconButton label={t('tour.end')} onClick={endTour}>
            <IconX size={16} stroke={1.6} aria-hidden />
          </IconButton>
        </div>
      </section>
    </>
  );
}
