import i18next from 'i18next';
import type { Conversation } from '../../../shared/model/index.ts';
import { exact } from '../../i18n/time.ts';
import { slaUrgency, slaWords } from '../team/sla.ts';
import { waitingWords } from '../waiting-words.ts';
import styles from './ConversationBar.module.css';

/** Who has just begun to wait has no wait worth telling beside what was promised. */
const freshMs = 60_000;

/** How long they wait and which promise of service is due next; the promise stands first when it is at risk, and alone when the wait is fresh. */
export function Waiting({ conversation, now }: { conversation: Conversation | undefined; now: number }) {
  if (!conversation || conversation.status === 'snoozed') return null;
  const { waitingSince, sla, openedAt } = conversation;
  const urgency = sla && slaUrgency(sla, sla.clock === 'resolution' ? openedAt : waitingSince, now);
  const pressing = urgency === 'near' || urgency === 'past';
  const parts = [
    ...(waitingSince === undefined ? [] : [waitingWords(waitingSince, now)]),
    ...(sla === undefined || (sla.paused && waitingSince === undefined) ? [] : [slaWords(sla, now)]),
  ];
  if (parts.length === 0) {
    const answered = i18next.t('customer.notWaiting');
    return (
      <span className={styles.waiting} title={answered}>
        {answered}
      </span>
    );
  }
  const fresh = waitingSince !== undefined && now - waitingSince < freshMs;
  const promised = pressing || fresh ? parts.toReversed() : parts;
  const shown = fresh ? promised.slice(0, 1) : promised;
  return (
    <span
      className={styles.waiting}
      data-urgency={urgency}
      title={waitingSince === undefined ? parts.join(' · ') : `${parts.join(' · ')} (${exact(waitingSince)})`}
    >
      {shown.join(' · ')}
    </span>
  );
}
