import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerTrouble, InboxRow } from '../../../shared/contract/api.ts';
import { ChannelIcon } from '../../components/ChannelIcon.tsx';
import { initials } from '../../components/face.ts';
import {
  IconAlertTriangle,
  IconBell,
  IconBellRinging,
  IconClock,
  IconHelpCircle,
  IconUserShare,
} from '../../components/icons.ts';
import { Time } from '../../components/Time.tsx';
import { useNow } from '../../components/use-now.ts';
import { moment, span } from '../../i18n/time.ts';
import { useApp } from '../../state/store.ts';
import { offeredTo } from '../../state/team-view.ts';
import { tagColour } from '../desk/tag-colour.ts';
import { slaUrgency, slaWords } from '../team/sla.ts';
import styles from './InboxOption.module.css';
import { lastLine, remindWords, rowFacts, snoozeWords } from './row-words.ts';
import { urgencyOf } from './urgency.ts';

type Props = {
  row: InboxRow;
  position: number;
  total: number;
  top: number;
  /** Open beside the list. */
  selected: boolean;
  /** Somebody is picked, so being selected means being picked. */
  picking: boolean;
  chosen: boolean;
  onOpen: (row: InboxRow, how: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean; detail: number }) => void;
  /** They can be dragged to somebody. */
  drag?: { start(row: InboxRow, transfer: DataTransfer): void; end(): void };
};

export function optionId(customerId: string): string {
  return `row-${customerId}`;
}

/** One customer in the list: who, how long they wait, and the last thing said. */
export const InboxOption = memo(function InboxOption({
  row,
  position,
  total,
  top,
  selected,
  picking,
  chosen,
  onOpen,
  drag,
}: Props) {
  const { t } = useTranslation();
  const now = useNow();
  const limit = useApp((state) => state.workspace?.waitingLimitMinutes);
  const me = useApp((state) => state.workspace?.me.id);
  const handedBy = useApp((state) => offeredTo(state.teamView, row.customerId)?.by.name);
  const { sla, waitingSince, snoozedUntil } = row;
  const asleep = row.status === 'snoozed';
  const urgency = sla ? slaUrgency(sla, waitingSince, now) : urgencyOf(waitingSince, now, limit);
  const pressing = sla !== undefined && (urgency === 'near' || urgency === 'past');
  // What was put off presses nobody until it comes back.
  const shownUrgency = asleep || (waitingSince === undefined && !pressing) ? 'none' : urgency;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox around it handles the keys, by aria-activedescendant
    <div
      id={optionId(row.customerId)}
      className={styles.option}
      role="option"
      tabIndex={-1}
      aria-selected={picking ? chosen : selected}
      aria-current={selected || undefined}
      data-chosen={chosen || undefined}
      aria-setsize={total}
      aria-posinset={position}
      data-unread={row.unread > 0 || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => onOpen(row, event)}
      draggable={drag !== undefined}
      onDragStart={(event) => drag?.start(row, event.dataTransfer)}
      onDragEnd={() => drag?.end()}
    >
      <span className={styles.line}>
        <span className={styles.name}>
          {row.name}
          <span className="sr-inline">, {rowFacts(row, now, { me, handedBy })}</span>
        </span>
        <span className={styles.time} data-urgency={shownUrgency} aria-hidden>
          {asleep ? (
            <span className={styles.snoozed} title={snoozeWords(snoozedUntil, now)}>
              <IconClock size={13} stroke={1.8} />
              {snoozedUntil === undefined ? t('inbox.untilAnswer') : moment(snoozedUntil, now)}
            </span>
          ) : pressing ? (
            <span title={slaWords(sla, now)}>{urgency === 'past' ? `−${span(now - sla.dueAt)}` : span(sla.dueAt - now)}</span>
          ) : (
            <Time at={waitingSince ?? row.lastActivityAt} />
          )}
        </span>
      </span>
      <span className={styles.line}>
        <span className={styles.last}>
          <ChannelIcon kind={row.last.kind === 'note' ? 'note' : (row.last.channelKind ?? row.last.kind)} size={14} />
          {row.trouble !== undefined && <Trouble of={row.trouble} />}
          <span>{lastLine(row)}</span>
        </span>
        <span className={styles.marks} aria-hidden>
          {row.remindAt !== undefined && <Reminder at={row.remindAt} now={now} />}
          {row.tags.map((tag) => (
            <span
              key={tag.id}
              data-contrast-mark
              className={styles.tag}
              title={tag.name}
              style={{ background: tagColour(tag.colour) }}
            />
          ))}
          {handedBy !== undefined && <IconUserShare size={13} stroke={1.8} className={styles.handed} />}
          {row.assignee && row.assignee.id !== me && (
            <span className={styles.assignee} title={row.assignee.name}>
              {initials(row.assignee.name)}
            </span>
          )}
          {row.unread > 0 && <span className={styles.unread}>{row.unread > 99 ? '99+' : row.unread}</span>}
        </span>
      </span>
    </div>
  );
});

/** Before what was said last: that may be theirs, after our answer. */
function Trouble({ of }: { of: AnswerTrouble }) {
  const { t } = useTranslation();
  const Icon = of === 'unknown' ? IconHelpCircle : IconAlertTriangle;
  return (
    <span className={styles.trouble} data-trouble={of}>
      <Icon size={13} stroke={1.8} aria-hidden />
      {t(`inbox.trouble.${of}`)}
      <span className="sr-inline">,</span>
    </span>
  );
}

/** Something is to be done about them; what is due is told by another picture, not by its colour alone. */
function Reminder({ at, now }: { at: number; now: number }) {
  const due = at <= now;
  const Icon = due ? IconBellRinging : IconBell;
  return (
    <span className={styles.mark} data-due={due || undefined} title={remindWords(at, now)}>
      <Icon size={13} stroke={1.8} />
    </span>
  );
}
