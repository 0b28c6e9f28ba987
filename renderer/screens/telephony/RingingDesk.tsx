import { Button } from '@mantine/core';
import { useId } from 'react';
import type { LiveCall } from '../../../shared/contract/api.ts';
import { t } from '../../i18n/words.ts';
import { CallerFacts } from './CallerFacts.tsx';
import styles from './RingingDesk.module.css';
import { RunningTime } from './RunningTime.tsx';
import { openCaller } from './use-call-pop.ts';

/** The telephone on this desk rings: who it is, and the way to them. It is answered by lifting the receiver. */
export function RingingDesk({ live }: { live: LiveCall }) {
  const said = useId();
  const { customer, item } = live;
  const { number } = item.call;
  return (
    <div className={styles.ringing} role="alertdialog" aria-label={t('phone.incoming')} aria-describedby={said}>
      <div id={said}>
        <p className={styles.who}>
          <span className={styles.name}>{customer.name}</span>
          <RunningTime from={item.sentAt} />
        </p>
        {!customer.nameIsAddress && <p className={styles.number}>{number ?? t('telephony.hiddenNumber')}</p>}
        <CallerFacts live={live} />
      </div>
      <Button size="compact-sm" variant="default" onClick={() => void openCaller(live)}>
        {t('telephony.openCaller')}
      </Button>
    </div>
  );
}
