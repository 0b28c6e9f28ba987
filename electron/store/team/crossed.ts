import type { HeldReply } from '../../../shared/contract/api.ts';
import type { Delivery, ItemKind } from '../../../shared/model/index.ts';
import type { Said } from '../../core/team/crossed.ts';
import { anyKey, type ReadDb, type WriteTx } from '../db.ts';
import { membersOf, rootOf } from '../repos/customer.repo.ts';
import { heldById, insertHeld, stopHeld } from '../repos/held.repo.ts';
import { intentOf, toOthers } from '../repos/outbox.repo.ts';
import { type SentPart, writtenFrom } from '../repos/written.repo.ts';
import { removeItem } from '../search/fts.ts';
import { anyChannel } from './orders.ts';

type Part = SentPart & { conversation_key: number | null; agent_key: number | null; arrival: number };

/** An answer of this desk that nobody else was offered yet; all messages that it became, in their order. */
export type WaitingAnswer = Pick<Said, 'agent' | 'arrival' | 'conversation'> & { parts: Part[] };

/** How far things have come to be known here: of what comes from now on the number is higher. */
export const knownSoFar = (db: ReadDb): number => db.value<number>("SELECT value FROM sequences WHERE name = 'arrival'") ?? 0;

/**
 * Answers to customers, written up to there, that the server was never offered and that no colleague was told of. One of which a part has
 * gone on already is not among them: half of it would say less than nothing.
 */
export function unofferedUpTo(db: ReadDb, arrival: number): WaitingAnswer[] {
  const parts = db.all<Part>(
    `SELECT o.*, i.customer_key, i.conversation_key, i.thread_key, i.agent_key, i.arrival, q.id AS reply_to
     FROM outbox o JOIN items i ON i.key = o.item_key LEFT JOIN items q ON q.key = i.reply_to_key
     WHERE o.${anyChannel} AND o.state = 'handed' AND o.offered = 0 AND o.contact_key <> ${toOthers} AND i.automatic = 0 AND i.arrival <= ?
       AND NOT EXISTS (SELECT 1 FROM team_versions v WHERE v.kind = 'item' AND v.id = i.id AND v.version > 0) ORDER BY o.key`,
    arrival,
  );
  const answers = new Map<string, Part[]>();
  for (const part of parts) {
    const together = `${part.channel_key} ${part.contact_key} ${part.created_at}`;
    answers.set(together, [...(answers.get(together) ?? []), part]);
  }
  return [...answers.values()].flatMap((own) => {
    const [first] = own;
    // The answer to an invitation is a decision, which is kept on its card.
    if (!first || own.some((part) => intentOf(part).calendar !== undefined) || own.length < partsOf(db, first)) return [];
    const conversation = first.conversation_key === null ? null : whole(db, first.conversation_key);
    return [{ agent: first.agent_key, arrival: first.arrival, conversation, parts: own }];
  });
}

/** They were put into the outbox together. */
const partsOf = (db: ReadDb, { key, channel_key, contact_key, created_at }: Part): number =>
  db.value<number>(
    'SELECT COUNT(*) FROM outbox WHERE key BETWEEN ? AND ? AND channel_key = ? AND contact_key = ? AND created_at = ?',
    key - mostParts,
    key + mostParts,
    channel_key,
    contact_key,
    created_at,
  ) ?? 0;
const mostParts = 1_000;

type SaidRow = {
  agent_key: number | null;
  name: string | null;
  sent_at: number;
  arrival: number;
  conversation_key: number | null;
  kind: ItemKind;
  automatic: number;
  delivery: Delivery | null;
  deleted_at: number | null;
};

/** What came to be known here after that answer of what any of us said to its customer, in the order of the timeline. */
export function saidSince(db: ReadDb, { parts: [part], arrival }: WaitingAnswer): Array<Said & { by: string; at: number }> {
  if (!part) return [];
  const members = membersOf(db, rootOf(db, part.customer_key).key).map(({ key }) => key);
  const rows = db.all<SaidRow>(
    `SELECT i.agent_key, a.name, i.sent_at, i.arrival, i.conversation_key, i.kind, i.automatic, i.delivery, i.deleted_at
     FROM items i LEFT JOIN agents a ON a.key = i.agent_key
     WHERE i.customer_key ${anyKey} AND i.direction = 'out' AND i.arrival > ? ORDER BY i.key`,
    JSON.stringify(members),
    arrival,
  );
  return rows.map((row) => {
    const conversation = row.conversation_key === null ? null : whole(db, row.conversation_key);
    return {
      agent: row.agent_key,
      by: row.name ?? '',
      at: row.sent_at,
      arrival: row.arrival,
      conversation,
      open: conversation !== null && isOpen(db, conversation),
      kind: row.kind,
      automatic: row.automatic === 1,
      delivery: row.delivery,
      deletedAt: row.deleted_at,
    };
  });
}

/** The conversation that this one is part of by now. */
function whole(db: ReadDb, key: number): number {
  const into = db.value<number | null>('SELECT merged_into FROM conversations WHERE key = ?', key);
  return into === undefined || into === null ? key : whole(db, into);
}

const isOpen = (db: ReadDb, key: number): boolean =>
  db.value("SELECT 1 FROM conversations WHERE key = ? AND status <> 'resolved'", key) !== undefined;

/**
 * Makes an answer one again that waits for a person, with the reason. It leaves the timeline and the outbox, where it was known to this
 * desk alone, in the same breath. Answers false when it is on its way already.
 */
export function turnBack(tx: WriteTx, { parts }: WaitingAnswer, problem: NonNullable<HeldReply['problem']>): boolean {
  const [first] = parts;
  const written = writtenFrom(tx, parts);
  if (!first || !written) return false;
  const { channel, contact, ...body } = written;
  for (const part of parts) if (!takeOut(tx, part)) return false;
  const id = insertHeld(tx, {
    customerKey: first.customer_key,
    conversationKey: first.conversation_key,
    reason: 'later',
    body: {
      ...body,
      sendAt: first.created_at,
      channelKind: channel.kind,
      channelName: channel.name,
      address: contact.label ?? contact.value,
    },
    now: first.created_at,
  });
  const held = heldById(tx, id);
  if (held) stopHeld(tx, held, problem);
  return true;
}

/** With everything that is known of it here: no colleague and no provider has ever heard of it. */
function takeOut(tx: WriteTx, { key, item_key, customer_key }: Part): boolean {
  if (tx.run("DELETE FROM outbox WHERE key = ? AND state = 'handed' AND offered = 0", key).changes === 0) return false;
  tx.run('DELETE FROM outbox_attempts WHERE outbox_key = ?', key);
  tx.run('DELETE FROM attachments WHERE item_key = ?', item_key);
  tx.run('DELETE FROM item_versions WHERE item_key = ?', item_key);
  tx.run('DELETE FROM remote_actions WHERE item_key = ?', item_key);
  tx.run('DELETE FROM search_queue WHERE item_key = ?', item_key);
  removeItem(tx.raw, item_key);
  tx.run("DELETE FROM team_queue WHERE kind = 'item' AND row_key = ?", item_key);
  tx.run("DELETE FROM team_sharing WHERE kind = 'item' AND row_key = ?", item_key);
  tx.run('UPDATE notices SET item_key = NULL WHERE item_key = ?', item_key);
  tx.run(
    "UPDATE items SET reply_to_key = NULL WHERE customer_key = ? AND direction = 'out' AND reply_to_key = ?",
    customer_key,
    item_key,
  );
  tx.run('DELETE FROM items WHERE key = ?', item_key);
  return true;
}
