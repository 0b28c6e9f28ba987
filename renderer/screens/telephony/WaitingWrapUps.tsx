import { Button } from '@mantine/core';
import type { LiveCall } from '../../../shared/contract/api.ts';
import { t } from '../../i18n/words.ts';
import { useApp } from '../../state/store.ts';
import { callKeys } from '../call/words.ts';
import styles from './RingingDesk.module.css';
import { goToWrapUp, personShown } from './to-wrap-up.ts';

/** Calls that are over and of which nothing was said yet, of people who are not on the screen. */
export function useWaitingWrapUps(): LiveCall[] {
  const wrapUps = useApp((state) => state.wrapUps);
  const shown = useApp(personShown);
  return wrapUps.filter(({ customer }) => customer.id !== shown);
}

/** The way back to whoever was talked with, so that no call goes without its result because somebody else was opened meanwhile. */
export function WaitingWrapUps({ calls }: { calls: readonly LiveCall[] }) {
  return calls.map((live) => (
    <div key={live.item.id} className={styles.ringing}>
      <p className={styles.who}>
        <span className={styles.name}>{live.customer.name}</span>
      </p>
      <p className={styles.line}>{t('telephony.wrapUpWaits')}</p>
      <Button size="compact-sm" variant="default" title={callKeys.wrapUp} onClick={() => void goToWrapUp(live)}>
        {t('telephony.toWrapUp')}
      </Button>
    </div>
  ));
}
