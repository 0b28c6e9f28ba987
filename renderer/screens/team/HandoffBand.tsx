import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerId, Handoff } from '../../../shared/model/index.ts';
import { IconUserShare } from '../../components/icons.ts';
import { useNow } from '../../components/use-now.ts';
import { exact } from '../../i18n/time.ts';
import { useApp } from '../../state/store.ts';
import { givenBy, offeredTo, offeredTogether } from '../../state/team-view.ts';
import { useShownKey } from '../shortcuts/keys.ts';
import { acceptAll, answerHandoff, takeBack } from './answer.ts';
import styles from './Band.module.css';
import { HandoffNoteView } from './HandoffNoteView.tsx';
import { usePutAway } from './put-away.ts';
import { leftWords, receiverOf } from './words.ts';

/** What was handed over about whoever is open: offered to me, or given by me and not accepted. */
export function HandoffBand({ customerId }: { customerId: CustomerId }) {
  const offered = useApp((state) => offeredTo(state.teamView, customerId));
  const given = useApp((state) => givenBy(state.teamView, customerId));
  if (offered) return <Offered key={offered.id} handoff={offered} />;
  return given ? <Given handoff={given} /> : null;
}

function Offered({ handoff }: { handoff: Handoff }) {
  const { t } = useTranslation();
  const now = useNow();
  const key = useShownKey('accept');
  const [why, setWhy] = useState('');
  const team = useApp((state) => state.teamView);
  const together = useMemo(() => offeredTogether(team, handoff), [team, handoff]);
  const [accepting, setAccepting] = useState(false);
  const { by, toDepartment, to, reason, note, dueAt } = handoff;
  const name = by.name;
  return (
    <section className={styles.band} data-tone="accent" aria-label={t('team.handoff.label')}>
      <IconUserShare size={16} stroke={1.8} aria-hidden />
      <span className={styles.words}>
        <strong>
          {to || !toDepartment
            ? t('team.handoff.toMe', { name })
            : t('team.handoff.toDepartment', { name, department: toDepartment.name })}
        </strong>
      </span>
      <span className={styles.quiet} title={exact(dueAt)}>
        {leftWords(dueAt, now)}
      </span>
      <HandoffNoteView note={note} reason={reason} />
      <form
        className={styles.answer}
        onSubmit={(event) => {
          event.preventDefault();
          void answerHandoff(handoff, false, why);
        }}
      >
        <Button
          size="compact-sm"
          data-tip={`${t('team.handoff.accept')} · ${key}`}
          onClick={() => void answerHandoff(handoff, true)}
        >
          {t('team.handoff.accept')}
        </Button>
        {together.length > 1 && (
          <Button
            size="compact-sm"
            variant="default"
            disabled={accepting}
            onClick={() => {
              setAccepting(true);
              void acceptAll(together).finally(() => setAccepting(false));
            }}
          >
            {t('team.handoff.acceptAll', { count: together.length })}
          </Button>
        )}
        <Button size="compact-sm" variant="default" type="submit">
          {t('team.handoff.return')}
        </Button>
        <input
          aria-label={t('team.handoff.returnWhy')}
          placeholder={t('team.handoff.returnWhy')}
          value={why}
          onChange={(event) => setWhy(event.target.value)}
        />
      </form>
    </section>
  );
}

/** What became of what I gave: it waits, or it came back. */
function Given({ handoff }: { handoff: Handoff }) {
  const { t } = useTranslation();
  const now = useNow();
  const read = usePutAway(({ ids }) => ids.includes(handoff.id));
  const { id, state, answer, dueAt } = handoff;
  const to = receiverOf(handoff);
  if (state === 'accepted' || state === 'undone' || read) return null;
  return (
    <div className={styles.band} role="note">
      <IconUserShare size={16} stroke={1.8} aria-hidden />
      <span className={styles.words}>
        {state === 'offered' && t('team.handoff.gave', { to })}
        {state === 'expired' && t('team.handoff.expired')}
        {state === 'returned' &&
          (answer === undefined ? t('team.handoff.cameSilent', { to }) : t('team.handoff.came', { to, answer }))}
      </span>
      {state !== 'offered' && (
        <Button size="compact-sm" variant="default" onClick={() => usePutAway.getState().putAway(id)}>
          {t('team.whisper.seen')}
        </Button>
      )}
      {state === 'offered' && (
        <>
          <span className={styles.quiet} title={exact(dueAt)}>
            {leftWords(dueAt, now)}
          </span>
          <Button size="compact-sm" variant="default" onClick={() => void takeBack([id])}>
            {t('team.handoff.gaveBack')}
          </Button>
        </>
      )}
    </div>
  );
}
