import { memo } from 'react';
import type { InboxRow } from '../../../shared/contract/api.ts';
import { ChannelIcon } from '../../components/ChannelIcon.tsx';
import { initials } from '../../components/face.ts';
import { Time } from '../../components/Time.tsx';
import { useNow } from '../../components/use-now.ts';
import styles from './InboxOption.module.css';
import { lastLine, rowFacts } from './row-words.ts';

type Props = {
  row: InboxRow;
  position: number;
  total: number;
  top: number;
  selected: boolean;
  onOpen: (row: InboxRow) => void;
};

export function optionId(customerId: string): string {
  return `row-${customerId}`;
}

/** One customer in the list: who, how long they wait, and the last thing said. */
export const InboxOption = memo(function InboxOption({ row, position, total, top, selected, onOpen }: Props) {
  const now = useNow();
  const waiting = row.waitingSince !== undefined;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox around it handles the keys, by aria-activedescendant
    <div
      id={optionId(row.customerId)}
      className={styles.option}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      aria-setsize={total}
      aria-posinset={position}
      data-unread={row.unread > 0 || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onOpen(row)}
    >
      <span className={styles.name}>
        {row.name}
        <span className="sr-inline">, {rowFacts(row, now)}</span>
      </span>
      <span className={waiting ? styles.waiting : styles.time} aria-hidden>
        <Time at={row.waitingSince ?? row.lastActivityAt} />
      </span>
      <span className={styles.last}>
        <ChannelIcon kind={row.last.kind === 'note' ? 'note' : (row.last.channelKind ?? row.last.kind)} size={14} />
        <span>{lastLine(row)}</span>
      </span>
      <span className={styles.marks} aria-hidden>
        {row.assignee && (
          <span className={styles.assignee} title={row.assignee.name}>
            {initials(row.assignee.name)}
          </span>
        )}
        {row.unread > 0 && <span className={styles.unread}>{row.unread > 99 ? '99+' : row.unread}</span>}
      </span>
    </div>
  );
});
