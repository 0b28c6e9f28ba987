import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState.tsx';
import { IconMessage } from '../../components/icons.ts';
import { Skeleton } from '../../components/Skeleton.tsx';
import { personOpen } from '../../state/person.ts';
import { useApp } from '../../state/store.ts';
import { CallDock } from '../call/CallDock.tsx';
import { Composer } from '../composer/Composer.tsx';
import { useFileDrop } from '../composer/use-file-drop.ts';
import { ConversationBar } from '../conversation/ConversationBar.tsx';
import { useShownKey } from '../shortcuts/keys.ts';
import { HandoffBand } from '../team/HandoffBand.tsx';
import { QueuedBand } from '../team/QueuedBand.tsx';
import { WaitsBand } from '../team/WaitsBand.tsx';
import { WhisperBand } from '../team/WhisperBand.tsx';
import { WrapUp } from '../telephony/WrapUp.tsx';
import { TourOffer } from '../tour/TourOffer.tsx';
import { LensStrip } from './LensMenu.tsx';
import styles from './PersonPane.module.css';
import { Timeline } from './Timeline.tsx';

/**
 * Who is open: heading, timeline, composer, or `foot` in its place where nobody answers. While somebody else is being read nothing
 * can be written here any more: it would be for whoever is about to leave the screen.
 */
export function PersonPane({ head, foot }: { head?: ReactNode; foot?: ReactNode }) {
  const { t } = useTranslation();
  const next = useShownKey('next');
  const previous = useShownKey('previous');
  const nobody = useApp((state) => state.selected === undefined);
  const person = useApp((state) => state.person);
  const error = useApp((state) => state.personError);
  const readPerson = useApp((state) => state.readPerson);
  const wrapUp = useApp((state) => state.wrapUps.find(({ customer }) => customer.id === state.person?.view.id));
  const passing = useApp((state) => personOpen(state) === undefined);
  const { over, ...drop } = useFileDrop(foot === undefined ? person?.writing : undefined);

  if (nobody) {
    return (
      <section className={styles.pane} data-tour="person">
        <EmptyState
          icon={<IconMessage size={36} stroke={1.2} />}
          title={t('timeline.none')}
          hint={t('timeline.noneHint', { next, previous })}
        >
          <TourOffer />
        </EmptyState>
        <CallDock at="person" />
      </section>
    );
  }
  if (!person) {
    return (
      <section className={styles.pane}>
        {error ? (
          <EmptyState title={t('timeline.failed')} hint={t(`error.${error.code}`)}>
            <Button variant="default" onClick={() => void readPerson()}>
              {t('action.retry')}
            </Button>
          </EmptyState>
        ) : (
          <Skeleton rows={6} height={88} />
        )}
        <CallDock at="person" />
      </section>
    );
  }
  return (
    <section className={styles.pane} aria-label={person.view.name} inert={passing} {...drop}>
      {head}
      <ConversationBar lens={person.lens} />
      <HandoffBand customerId={person.view.id} />
      <WhisperBand customerId={person.view.id} />
      <WaitsBand />
      <QueuedBand />
      <LensStrip lens={person.lens} />
      <Timeline person={person} />
      <div className={styles.foot}>
        <CallDock at="person" />
        {wrapUp && <WrapUp key={wrapUp.item.id} view={person.view} live={wrapUp} />}
        {foot ?? <Composer view={person.writing} />}
      </div>
      {over && <div className={styles.drop}>{t('timeline.dropHere')}</div>}
    </section>
  );
}
