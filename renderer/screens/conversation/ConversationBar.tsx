import { Menu } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineLens } from '../../../shared/contract/api.ts';
import { conversationStatuses } from '../../../shared/model/index.ts';
import { Choice } from '../../components/Choice.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import {
  IconArrowLeft,
  IconBell,
  IconClock,
  IconDots,
  IconLayoutSidebarRight,
  IconMailOpened,
  IconTag,
  IconUserShare,
} from '../../components/icons.ts';
import { TakesKeyboard } from '../../components/TakesKeyboard.tsx';
import { useCompact } from '../../components/use-compact.ts';
import { useNow } from '../../components/use-now.ts';
import { moment } from '../../i18n/time.ts';
import type { Question } from '../../state/desk.ts';
import { useApp } from '../../state/store.ts';
import { lockOf } from '../../state/team-view.ts';
import { useView } from '../../state/use-view.ts';
import { useNarrow } from '../customer/use-narrow.ts';
import { resolveOrAsk } from '../desk/acts.ts';
import { Tags } from '../desk/Tags.tsx';
import { backToList } from '../focus.ts';
import { commandOf } from '../palette/controls.ts';
import { useShownKey } from '../shortcuts/keys.ts';
import { AlsoViewing } from '../team/AlsoViewing.tsx';
import { AssigneeChoice } from '../team/AssigneeChoice.tsx';
import { TakeButton } from '../team/TakeButton.tsx';
import { takingOf } from '../team/take.ts';
import { markUnread } from '../timeline/actions.ts';
import { LensMenu } from '../timeline/LensMenu.tsx';
import { changeStatus, currentConversation } from './actions.ts';
import styles from './ConversationBar.module.css';
import { Waiting } from './Waiting.tsx';

/** Above the timeline: who it is, how long they wait, who has it, how it stands. */
export const ConversationBar = memo(function ConversationBar({ lens }: { lens: TimelineLens }) {
  const view = useView('id', 'name', 'conversation', 'earlierConversations', 'agents');
  const { t } = useTranslation();
  const narrow = useNarrow();
  const compact = useCompact();
  const now = useNow();
  const panelOpen = useApp((state) => (narrow ? state.drawerOpen : state.panelOpen));
  const setPanelOpen = useApp((state) => (narrow ? state.setDrawerOpen : state.setPanelOpen));
  const clearChosen = useApp((state) => state.clearChosen);
  const panelKey = useShownKey('panel');
  const assignKey = useShownKey('assign');
  const me = useApp((state) => state.workspace?.me.id);
  const locked = useApp(
    (state) => view !== undefined && lockOf(state.teamView, view.id, view.conversation?.assignee) !== undefined,
  );
  if (!view) return null;
  const conversation = currentConversation(view);
  const { status, snoozedUntil } = view.conversation ?? {};
  const asleep =
    status !== 'snoozed'
      ? undefined
      : snoozedUntil === undefined
        ? t('desk.untilAnswer')
        : t('desk.asleepUntil', { time: moment(snoozedUntil, now) });
  return (
    <header className={styles.bar}>
      {compact && (
        <IconButton label={t('conversation.toList')} onClick={backToList}>
          <IconArrowLeft size={18} stroke={1.6} aria-hidden />
        </IconButton>
      )}
      <div className={styles.who}>
        <h2 title={view.name}>{view.name}</h2>
        <div className={styles.rest}>
          <div className={styles.first}>
            <AlsoViewing customerId={view.id} />
            <Waiting conversation={view.conversation} now={now} />
          </div>
          {asleep !== undefined && (
            <span className={styles.waiting} title={asleep}>
              {asleep}
            </span>
          )}
          {view.conversation?.department && (
            <span
              className={styles.department}
              title={t('conversation.ofDepartment', { name: view.conversation.department.name })}
            >
              {view.conversation.department.name}
            </span>
          )}
          {view.conversation && <Tags tags={view.conversation.tags} />}
        </div>
      </div>
      {conversation && (
        <>
          {takingOf(view, me) === 'take' || !locked ? <TakeButton view={view} /> : null}
          <AssigneeChoice view={view} assignee={conversation.assignee} />
          <Choice
            {...commandOf('conversation.status')}
            label={t('conversation.status')}
            value={conversation.status}
            options={conversationStatuses.map((status) => ({ value: status, label: t(`conversation.statusWord.${status}`) }))}
            onChoose={(value) => {
              const status = conversationStatuses.find((each) => each === value);
              if (status === 'snoozed') ask('snooze');
              else if (status === 'resolved') {
                clearChosen();
                resolveOrAsk();
              } else if (status) void changeStatus(view, status);
            }}
          />
        </>
      )}
      <LensMenu lens={lens} />
      <IconButton label={t('desk.reassign')} keys={assignKey} className={styles.spare} onClick={() => ask('reassign')}>
        <IconUserShare size={18} stroke={1.6} aria-hidden />
      </IconButton>
      <More />
      <IconButton
        label={panelOpen ? t('customer.hide') : t('customer.show')}
        keys={panelKey}
        aria-pressed={panelOpen}
        data-tour="customer-button"
        onClick={() => setPanelOpen(!panelOpen)}
      >
        <IconLayoutSidebarRight size={18} stroke={1.6} aria-hidden />
      </IconButton>
    </header>
  );
});

/** About whoever is open, whoever may be picked in the list. */
function ask(question: Question): void {
  const app = useApp.getState();
  app.clearChosen();
  app.ask(question);
}

/** What is wanted less often, by its words and keys. */
const More = memo(function More() {
  const { t } = useTranslation();
  const entries = [
    { name: t('desk.reassign'), key: useShownKey('assign'), Icon: IconUserShare, run: () => ask('reassign') },
    { name: t('desk.snooze'), key: useShownKey('snooze'), Icon: IconClock, run: () => ask('snooze') },
    { name: t('desk.remind'), key: useShownKey('remind'), Icon: IconBell, run: () => ask('remind') },
    { name: t('desk.tag'), key: useShownKey('tag'), Icon: IconTag, run: () => ask('tag') },
    { name: t('timeline.markUnread'), key: useShownKey('unread'), Icon: IconMailOpened, run: markUnread },
  ];
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <IconButton label={t('conversation.more')}>
          <IconDots size={18} stroke={1.6} aria-hidden />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        <TakesKeyboard />
        {entries.map(({ name, key, Icon, run }) => (
          <Menu.Item key={name} leftSection={<Icon size={16} stroke={1.6} />} rightSection={<kbd>{key}</kbd>} onClick={run}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
});
