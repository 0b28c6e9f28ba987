import { useEffect, useState } from 'react';
import type { LiveCall } from '../../../shared/contract/api.ts';
import type { CustomerId, Item } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { ChannelIcon } from '../../components/ChannelIcon.tsx';
import { duration, when } from '../../i18n/time.ts';
import { t } from '../../i18n/words.ts';
import styles from './CallerFacts.module.css';
import { callHeadline } from './call-words.ts';
import { lastOfEach } from './last-contacts.ts';

/** Enough to meet each channel once, of people who write much on one of them. */
const looked = 30;

/** In which queue they have waited and how long, and the last contact on each channel, from this desk's own disk. */
export function CallerFacts({ live }: { live: LiveCall }) {
  const { item, customer } = live;
  const last = useLastContacts(customer.id, item);
  const now = Date.now();
  const waited = item.call.waitMs ?? 0;
  const first = [
    item.call.queue === undefined ? undefined : t('telephony.inQueue', { queue: item.call.queue }),
    waited >= 1000 ? t('telephony.waited', { length: duration(waited) }) : undefined,
    item.call.match === 'several' ? t('telephony.several', { count: live.candidates.length }) : undefined,
    item.call.match === 'unknown' ? t('telephony.unknownNumber') : undefined,
  ].filter((part) => part !== undefined);
  return (
    <>
      {first.length > 0 && <p className={styles.line}>{first.join(' · ')}</p>}
      {last.length > 0 && (
        <ul className={styles.contacts} aria-label={t('telephony.lastContacts')}>
          {last.map((each) => (
            <li key={each.id}>
              <ChannelIcon kind={each.channel?.kind ?? each.kind} size={14} />
              <span className={styles.said}>{each.call ? callHeadline(each.call) : (each.subject ?? each.text)}</span>
              <span className={styles.when}>{when(each.sentAt, now)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function useLastContacts(customerId: CustomerId, except: Item): Item[] {
  const [last, setLast] = useState<Item[]>([]);
  const { id } = except;
  useEffect(() => {
    let current = true;
    call('timeline.page', { customerId, limit: looked }).then(
      ({ items }) => {
        if (current) setLast(lastOfEach(items.filter((each) => each.id !== id)));
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [customerId, id]);
  return last;
}
