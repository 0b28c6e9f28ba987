import { useTranslation } from 'react-i18next';
import type { Conversation } from '../../../shared/model/index.ts';
import { IconCircleCheck } from '../../components/icons.ts';
import { useNow } from '../../components/use-now.ts';
import { moment, span } from '../../i18n/time.ts';
import styles from './Timeline.module.css';

/** Where a conversation ended: who had it, how it ended, how long it took. */
export function ConversationEnd({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const now = useNow();
  const { openedAt, closedAt, assignee, result } = conversation;
  const parts = [
    result ?? t('conversation.statusWord.resolved'),
    assignee?.name,
    closedAt === undefined
      ? moment(openedAt, now)
      : t('timeline.conversationTook', {
          from: moment(openedAt, now),
          to: moment(closedAt, now),
          took: span(closedAt - openedAt),
        }),
  ];
  return (
    <div className={styles.ended}>
      <span>
        <IconCircleCheck size={14} stroke={1.6} aria-hidden /> {parts.filter(Boolean).join(' · ')}
      </span>
    </div>
  );
}
