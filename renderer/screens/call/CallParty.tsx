import type { PhoneCall } from '../../../shared/contract/softphone.ts';
import { t } from '../../i18n/words.ts';
import { useApp } from '../../state/store.ts';
import styles from './CallDock.module.css';
import { liveOf, partyOf } from './party.ts';

/** Who it is and their number, and at the end of the first line how long. */
export function CallParty({ call, word }: { call: PhoneCall; word: string }) {
  const live = useApp((state) => liveOf(call, state.liveCalls));
  const { name, number = t('telephony.hiddenNumber') } = partyOf(call, live);
  return (
    <div className={styles.party}>
      <span className={styles.name}>{name ?? number}</span>
      <span className={styles.time}>{word}</span>
      {name !== undefined && name !== number && <span className={styles.number}>{number}</span>}
    </div>
  );
}
