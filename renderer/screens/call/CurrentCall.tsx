import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PhoneCall } from '../../../shared/contract/softphone.ts';
import { IconArrowsSplit, IconUsers } from '../../components/icons.ts';
import { useApp } from '../../state/store.ts';
import { CallButtons } from './CallButtons.tsx';
import styles from './CallDock.module.css';
import { CallParty } from './CallParty.tsx';
import { CallQuality } from './CallQuality.tsx';
import { foremost } from './party.ts';
import { useClock } from './use-clock.ts';
import { callState, talkTime } from './words.ts';

/** The calls one has answered or made: the one talked on with its buttons, the others to go back to. */
export function CurrentCall({ calls }: { calls: readonly PhoneCall[] }) {
  const { t } = useTranslation();
  const now = useClock();
  const phoneDo = useApp((state) => state.phoneDo);
  const current = foremost(calls);
  if (!current) return null;
  const others = calls.filter(({ id }) => id !== current.id);
  const answered = calls.filter(({ answeredAt }) => answeredAt !== undefined);
  const consulted = others.find(({ id }) => id === current.consultFor);
  const together = calls.some(({ conference }) => conference);
  return (
    <section className={styles.current} aria-label={t('phone.current')}>
      {others.map((call) => (
        <div className={styles.other} key={call.id}>
          <CallParty call={call} word={`${callState(call)} · ${talkTime(call.answeredAt ?? call.startedAt, now)}`} />
          {call.state === 'held' && (
            <Button size="compact-xs" variant="default" onClick={() => phoneDo({ do: 'hold', id: call.id, on: false })}>
              {t('phone.goBack')}
            </Button>
          )}
        </div>
      ))}
      <CallParty call={current} word={talkTime(current.answeredAt ?? current.startedAt, now)} />
      <p className={styles.state}>
        <span>{callState(current)}</span>
        {current.quality && <CallQuality quality={current.quality} />}
      </p>
      <CallButtons call={current} />
      {answered.length === 2 && (
        <div className={styles.buttons}>
          {consulted && !together && (
            <Button size="compact-sm" onClick={() => phoneDo({ do: 'complete', id: consulted.id })}>
              {t('phone.connectThem')}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="default"
            leftSection={together ? <IconArrowsSplit size={14} aria-hidden /> : <IconUsers size={14} aria-hidden />}
            onClick={() => phoneDo({ do: 'conference', on: !together })}
          >
            {t(together ? 'phone.apart' : 'phone.together')}
          </Button>
        </div>
      )}
    </section>
  );
}
