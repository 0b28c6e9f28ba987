import { useEffect, useState } from 'react';
import type { LiveCall } from '../../../shared/contract/api.ts';
import type { CustomerId, Item } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { ChannelIcon } from '../../components/ChannelIcon.tsx';
import { IconBell, IconPin } from '../../components/icons.ts';
import { duration, moment, when } from '../../i18n/time.ts';
import { t } from '../../i18n/words.ts';
import styles from './CallerFacts.module.css';
import { callHeadline } from './call-words.ts';
import { lastOfEach } from './last-contacts.ts';

/** Enough to meet each channel once, of people who write much on one of them. */
const looked = 30;

/** So many of each stand on the card; the others are beside the person. */
const shown = 2;

/** In which queue they have waited and how long, what to know of them, and the last contact on each channel: all of it is on this desk's own disk. */
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
      <ToKnow live={live} now={now} />
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

/** What is pinned on them, and what is still to be done; it came with the call itself. */
function ToKnow({ live: { pinned, reminders }, now }: { live: LiveCall; now: number }) {
  if (pinned.length + reminders.length === 0) return null;
  const more = Math.max(0, pinned.length - shown) + Math.max(0, reminders.length - shown);
  return (
    <ul className={styles.known} aria-label={t('telephony.toKnow')}>
      {pinned.slice(0, shown).map(({ itemId, text }) => (
        <li key={itemId}>
          <IconPin size={14} stroke={1.8} aria-hidden />
          <span className={styles.words}>{text}</span>
        </li>
      ))}
      {reminders.slice(0, shown).map(({ id, at, text }) => (
        <li key={id} data-due={at <= now || undefined}>
          <IconBell size={14} stroke={1.8} aria-hidden />
          <span className={styles.words}>{text || t('desk.remindAgain')}</span>
          <span className={styles.when}>{moment(at, now)}</span>
        </li>
      ))}
      {more > 0 && <li className={styles.more}>{t('telephony.andMore', { number: more })}</li>}
    </ul>
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
