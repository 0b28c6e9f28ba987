import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../../shared/contract/api.ts';
import { conversationStatuses } from '../../../shared/model/index.ts';
import { Choice } from '../../components/Choice.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { IconLayoutSidebarRight, IconMailOpened, IconUser } from '../../components/icons.ts';
import { useNow } from '../../components/use-now.ts';
import { exact } from '../../i18n/time.ts';
import { useApp } from '../../state/store.ts';
import { useNarrow } from '../customer/use-narrow.ts';
import { shownKeys } from '../shortcuts/keys.ts';
import { markUnread } from '../timeline/actions.ts';
import { waitingWords } from '../waiting-words.ts';
import { assign, changeStatus, currentConversation } from './actions.ts';
import styles from './ConversationBar.module.css';

/** Above the timeline: who it is, how long they wait, who has it, how it stands. */
export function ConversationBar({ view }: { view: CustomerView }) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const now = useNow();
  const panelOpen = useApp((state) => (narrow ? state.drawerOpen : state.panelOpen));
  const setPanelOpen = useApp((state) => (narrow ? state.setDrawerOpen : state.setPanelOpen));
  const conversation = currentConversation(view);
  const waiting = view.conversation?.waitingSince;
  return (
    <header className={styles.bar}>
      <div className={styles.who}>
        <h2 title={view.name}>{view.name}</h2>
        {waiting !== undefined && (
          <span className={styles.waiting} title={exact(waiting)}>
            {waitingWords(waiting, now)}
          </span>
        )}
      </div>
      {conversation && (
        <>
          <Choice
            label={t('conversation.assignee')}
            icon={<IconUser size={16} stroke={1.6} aria-hidden />}
            value={conversation.assignee?.id ?? ''}
            options={[
              { value: '', label: t('conversation.nobody') },
              ...view.agents.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChoose={(id) => void assign(view, id === '' ? null : id)}
          />
          <Choice
            label={t('conversation.status')}
            value={conversation.status}
            options={conversationStatuses.map((status) => ({ value: status, label: t(`conversation.statusWord.${status}`) }))}
            onChoose={(value) => {
              const status = conversationStatuses.find((each) => each === value);
              if (status) void changeStatus(view, status);
            }}
          />
        </>
      )}
      <IconButton label={t('timeline.markUnread')} onClick={markUnread}>
        <IconMailOpened size={18} stroke={1.6} aria-hidden />
      </IconButton>
      <IconButton
        label={panelOpen ? t('customer.hide') : t('customer.show')}
        keys={shownKeys.panel}
        aria-pressed={panelOpen}
        onClick={() => setPanelOpen(!panelOpen)}
      >
        <IconLayoutSidebarRight size={18} stroke={1.6} aria-hidden />
      </IconButton>
    </header>
  );
}
