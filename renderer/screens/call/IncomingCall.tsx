import { Button } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { PhoneCall } from '../../../shared/contract/softphone.ts';
import { IconPhoneFilled } from '../../components/icons.ts';
import { useApp } from '../../state/store.ts';
import { CallerFacts } from '../telephony/CallerFacts.tsx';
import { openCaller } from '../telephony/use-call-pop.ts';
import { answerCall } from './answer.ts';
import styles from './CallDock.module.css';
import { CallParty } from './CallParty.tsx';
import { liveOf } from './party.ts';
import { useClock } from './use-clock.ts';
import { callKeys, talkTime } from './words.ts';

/** Somebody rings. It takes no focus: the keys answer from wherever one is. */
export function IncomingCall({ call }: { call: PhoneCall }) {
  const { t } = useTranslation();
  const now = useClock();
  const said = useId();
  const phoneDo = useApp((state) => state.phoneDo);
  const live = useApp((state) => liveOf(call, state.liveCalls));
  const shown = useApp((state) => state.place === 'inbox' && state.person?.view.id === live?.customer.id);
  const busy = useApp((state) => state.phone?.calls.some(({ state: each }) => each === 'talking') ?? false);
  return (
    <div className={styles.ringing} role="alertdialog" aria-label={t('phone.incoming')} aria-describedby={said}>
      <div id={said}>
        <CallParty call={call} word={talkTime(call.startedAt, now)} />
        {live && <CallerFacts live={live} />}
        {busy && <p className={styles.hint}>{t('phone.willHold')}</p>}
      </div>
      <div className={styles.buttons}>
        <Button
          className={styles.answer}
          size="compact-md"
          leftSection={<IconPhoneFilled size={16} aria-hidden />}
          title={callKeys.answer}
          onClick={() => answerCall(call)}
        >
          {t('phone.answer')}
        </Button>
        <Button
          variant="default"
          size="compact-md"
          title={callKeys.hangUp}
          onClick={() => phoneDo({ do: 'hangUp', id: call.id })}
        >
          {t('phone.decline')}
        </Button>
        {live && !shown && (
          <Button variant="subtle" size="compact-md" onClick={() => void openCaller(live)}>
            {t('telephony.openCaller')}
          </Button>
        )}
      </div>
    </div>
  );
}
