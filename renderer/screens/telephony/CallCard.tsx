import { Button } from '@mantine/core';
import type { Call, Item } from '../../../shared/model/index.ts';
import { IconPhone, IconPhoneIncoming, IconPhoneOutgoing, IconPhoneX } from '../../components/icons.ts';
import { Time } from '../../components/Time.tsx';
import { clock } from '../../i18n/time.ts';
import { t } from '../../i18n/words.ts';
import { useApp } from '../../state/store.ts';
import { ItemMenu } from '../timeline/ItemMenu.tsx';
import styles from './CallCard.module.css';
import { callFacts, callHeadline, isMissed } from './call-words.ts';
import { dial, useCanDial } from './dial.ts';
import { Recordings } from './Recordings.tsx';
import { RunningTime } from './RunningTime.tsx';
import { SeveralCallers } from './SeveralCallers.tsx';
import { WhoIsIt } from './WhoIsIt.tsx';

/** A call as one line with its outcome, what happened on the way, its recording, and what was said of it afterwards. */
export function CallCard({ item, call }: { item: Item; call: Call }) {
  const canDial = useCanDial();
  const missed = isMissed(call);
  const facts = callFacts(call);
  const running = call.state === 'talking' || call.state === 'held';
  return (
    <div className={styles.card} data-missed={missed || undefined} data-live={call.state === 'ended' ? undefined : ''}>
      <header className={styles.head}>
        <span className={styles.icon}>
          <Icon call={call} missed={missed} />
        </span>
        <span className={styles.headline}>
          {callHeadline(call)}
          {running && call.answeredAt !== undefined && <RunningTime from={call.answeredAt} />}
        </span>
        <span className={styles.number}>{call.number ?? t('telephony.hiddenNumber')}</span>
        <Time at={item.sentAt} form="moment" className={styles.time} />
        <ItemMenu item={item} />
      </header>
      {facts.length > 0 && <p className={styles.facts}>{facts.join(' · ')}</p>}
      {call.unobserved && (
        <p className={styles.facts}>
          {t('telephony.unobserved', { from: clock(call.unobserved.from), to: clock(call.unobserved.to) })}
        </p>
      )}
      {call.match === 'several' && <SeveralCallers itemId={item.id} />}
      {(call.match === 'unknown' || call.match === 'hidden') && <WhoIsIt />}
      {call.recording === 'running' && <p className={styles.facts}>{t('telephony.recording.running')}</p>}
      {call.recording === 'expected' && <p className={styles.facts}>{t('telephony.recording.expected')}</p>}
      {call.recording === 'failed' && <p className={styles.facts}>{t('telephony.recording.failed')}</p>}
      <Recordings item={item} />
      {call.wrapUp?.result !== undefined && (
        <p className={styles.result}>{t('telephony.result', { result: call.wrapUp.result, name: call.wrapUp.agentName })}</p>
      )}
      {missed && call.number !== undefined && canDial && <CallBack number={call.number} />}
    </div>
  );
}

function CallBack({ number }: { number: string }) {
  const customerId = useApp((state) => state.person?.view.id);
  const ask = useApp((state) => state.ask);
  return (
    <div className={styles.buttons}>
      <Button size="compact-sm" variant="light" onClick={() => void dial(number, customerId)}>
        {t('telephony.callBack')}
      </Button>
      <Button size="compact-sm" variant="subtle" onClick={() => ask('callBack')}>
        {t('telephony.callBackLater')}
      </Button>
    </div>
  );
}

function Icon({ call, missed }: { call: Call; missed: boolean }) {
  const look = { size: 16, stroke: 1.6, 'aria-hidden': true } as const;
  if (missed) return <IconPhoneX {...look} />;
  if (call.state !== 'ended') return <IconPhone {...look} />;
  return call.direction === 'in' ? <IconPhoneIncoming {...look} /> : <IconPhoneOutgoing {...look} />;
}
