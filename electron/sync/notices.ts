import { enoughOfMail, saidAtFirst } from '../../shared/lib/mail-parts.ts';
import type { ReadDb, WriteTx } from '../store/db.ts';
import type { ConversationRow } from '../store/repos/conversation.repo.ts';
import type { ItemRow } from '../store/repos/item.repo.ts';
import { readExtra } from '../store/repos/item-extra.ts';
import { addNotice } from '../store/repos/notice.repo.ts';
import { getSetting, me, setSetting } from '../store/repos/settings.repo.ts';

/** What a message says, of a mail without its signature and what it quotes. */
const saidIn = ({ kind, text }: Pick<ItemRow, 'kind' | 'text'>): string => (kind === 'email' ? saidAtFirst(text) : text);

/** Tells whoever has the conversation of what has just arrived in it; never of history, and never of what a machine sent. */
export function noticeArrival(
  tx: WriteTx,
  item: ItemRow,
  conversation: ConversationRow | undefined,
  { channelId, historic }: { channelId: string; historic: boolean },
): void {
  if (item.direction !== 'in' || item.automatic === 1 || historic) return;
  if (conversation?.assignee_key !== me(tx).key) return;
  const rules = getSetting(tx, 'noticeRules');
  if (!rules.mine || rules.mutedChannels.includes(channelId)) return;
  addNotice(tx, {
    kind: 'mine',
    customerKey: item.customer_key,
    itemKey: item.key,
    text: item.subject ? `${item.subject} — ${saidIn(item)}` : saidIn(item),
    at: item.received_at,
  });
}

/**
 * Tells the agent of this desk of a note that names them, whoever wrote it: at the desk where it is written, and at each one
 * that takes it in. Once for each note.
 */
export function noticeMention(tx: WriteTx, note: ItemRow): void {
  const { id } = me(tx);
  const named = (readExtra(note).marks ?? []).some((mark) => mark.type === 'mention' && mark.agentId === id);
  if (!named || !getSetting(tx, 'noticeRules').mentions) return;
  addNotice(tx, { kind: 'mention', customerKey: note.customer_key, itemKey: note.key, text: note.text, at: note.received_at });
}

/**
 * Tells the author of a message that it was not delivered. What they wrote tells them which; what a server said about it, in its own
 * language, stands at the message and here only where there are no words.
 */
export function noticeFailure(tx: WriteTx, item: ItemRow, detail: string, at: number): void {
  if (!getSetting(tx, 'noticeRules').failures || item.agent_key !== me(tx).key) return;
  addNotice(tx, {
    kind: 'failed',
    customerKey: item.customer_key,
    itemKey: item.key,
    text: saidIn(item) || item.subject || detail,
    at,
  });
}

/** What waited longer than this before the program was started is work in the list and no news; ms. */
const lookBackMs = 30 * 60_000;

type Unassigned = { customer_key: number; last_item_key: number; channel: string | null } & Pick<ItemRow, 'kind' | 'text'>;
/** People nobody has taken whose time has run out since this was last told of, and up to when that is. */
export type Overdue = { rows: Unassigned[]; upTo: number };

export function unassignedTooLong(db: ReadDb, now: number): Overdue {
  const { unassignedMinutes, mutedChannels } = getSetting(db, 'noticeRules');
  const upTo = now - unassignedMinutes * 60_000;
  const since = Math.max(getSetting(db, 'unassignedToldUpTo'), upTo - lookBackMs);
  if (unassignedMinutes === 0 || upTo <= since) return { rows: [], upTo };
  const rows = db.all<Unassigned>(
    `SELECT i.customer_key, i.last_item_key, c.id AS channel, m.kind, substr(m.text, 1, ${enoughOfMail}) AS text FROM inbox i JOIN items m ON m.key = i.last_item_key
     LEFT JOIN channels c ON c.key = i.channel_key
     WHERE i.assignee_key = 0 AND i.open = 1 AND i.waiting_order > ? AND i.waiting_order <= ? LIMIT 50`,
    since,
    upTo,
  );
  return { rows: rows.filter(({ channel }) => channel === null || !mutedChannels.includes(channel)), upTo };
}

export function noticeUnassigned(tx: WriteTx, { rows, upTo }: Overdue, at: number): void {
  if (rows.length === 0) return;
  setSetting(tx, 'unassignedToldUpTo', upTo);
  for (const row of rows) {
    addNotice(tx, { kind: 'unassigned', customerKey: row.customer_key, itemKey: row.last_item_key, text: saidIn(row), at });
  }
}
