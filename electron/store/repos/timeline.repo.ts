import type {
  ChannelKind,
  Delivery,
  DeliveryNote,
  Item,
  ItemVersion,
  TextMark,
  TimelineEvent,
} from '../../../shared/model/index.ts';
import type { ReadDb } from '../db.ts';
import { attachmentsOf, attachmentsOfVersion, toAttachment } from './attachment.repo.ts';
import type { ItemRow, StoredMail } from './item.repo.ts';
import { type ItemExtra, readExtra } from './item-extra.ts';
import { pendingChangesOf } from './remote-action.repo.ts';

type Names = { customer: string };

export type TimelinePage = { items: Item[]; older: boolean; newer: boolean };

/**
 * A page of a person's timeline, oldest first. A person made of several identities has one timeline: the newest rows
 * of each are read by its own index and merged, so that nothing has to be rewritten when people are linked.
 */
export function timelinePage(
  db: ReadDb,
  members: readonly number[],
  names: Names,
  query: { before?: number; after?: number; around?: number; limit: number },
): TimelinePage {
  if (query.around !== undefined) return aroundPage(db, members, names, query.around, query.limit);
  if (query.after !== undefined) {
    const rows = newerThan(db, members, query.after, query.limit + 1);
    const page = rows.slice(0, query.limit);
    return { items: page.map((row) => toItem(db, row, names)), older: true, newer: rows.length > query.limit };
  }
  const rows = olderThan(db, members, query.before ?? Number.MAX_SAFE_INTEGER, query.limit + 1);
  const page = rows.slice(0, query.limit).reverse();
  return {
    items: page.map((row) => toItem(db, row, names)),
    older: rows.length > query.limit,
    newer: query.before !== undefined,
  };
}

function aroundPage(db: ReadDb, members: readonly number[], names: Names, key: number, limit: number): TimelinePage {
  const half = Math.max(1, Math.floor(limit / 2));
  const before = olderThan(db, members, key + 1, half + 1);
  const after = newerThan(db, members, key, half + 1);
  const page = [...before.slice(0, half).reverse(), ...after.slice(0, half)];
  return { items: page.map((row) => toItem(db, row, names)), older: before.length > half, newer: after.length > half };
}

function olderThan(db: ReadDb, members: readonly number[], key: number, limit: number): ItemRow[] {
  const rows = members.flatMap((member) =>
    db.all<ItemRow>('SELECT * FROM items WHERE customer_key = ? AND key < ? ORDER BY key DESC LIMIT ?', member, key, limit),
  );
  if (members.length > 1) rows.sort((a, b) => b.key - a.key);
  return rows.slice(0, limit);
}

function newerThan(db: ReadDb, members: readonly number[], key: number, limit: number): ItemRow[] {
  const rows = members.flatMap((member) =>
    db.all<ItemRow>('SELECT * FROM items WHERE customer_key = ? AND key > ? ORDER BY key LIMIT ?', member, key, limit),
  );
  if (members.length > 1) rows.sort((a, b) => a.key - b.key);
  return rows.slice(0, limit);
}

export function itemVersions(db: ReadDb, itemKey: number): ItemVersion[] {
  return db
    .all<{ version: number; text: string; marks: string | null; html_hash: string | null; from_at: number; until_at: number }>(
      'SELECT version, text, marks, html_hash, from_at, until_at FROM item_versions WHERE item_key = ? ORDER BY version',
      itemKey,
    )
    .map((row) => ({ row, files: attachmentsOfVersion(db, itemKey, row.version).map(toAttachment) }))
    .map(({ row, files }) => ({
      text: row.text,
      from: row.from_at,
      until: row.until_at,
      ...(row.marks === null ? {} : { marks: JSON.parse(row.marks) as TextMark[] }),
      ...(files.length === 0 ? {} : { attachments: files }),
      ...(row.html_hash === null ? {} : { htmlHash: row.html_hash }),
    }));
}

export function toItem(db: ReadDb, row: ItemRow, names: Names): Item {
  const channel =
    row.channel_key === null
      ? undefined
      : db.get<{ id: string; kind: ChannelKind; name: string }>(
          'SELECT id, kind, name FROM channels WHERE key = ?',
          row.channel_key,
        );
  const contact =
    row.contact_key === null
      ? undefined
      : db.get<{ id: string; value: string; label: string | null }>(
          'SELECT id, value, label FROM contact_points WHERE key = ?',
          row.contact_key,
        );
  const conversationId =
    row.conversation_key === null
      ? undefined
      : db.value<string>('SELECT id FROM conversations WHERE key = ?', row.conversation_key);
  const mail = row.mail === null ? undefined : (JSON.parse(row.mail) as StoredMail);
  const { marks, card, forwardedFrom, buttons, reactions, group, quote } = readExtra(row);
  const replyTo = answered(db, row.reply_to_key, quote);
  const pending = pendingChangesOf(db, row.key);
  return {
    id: row.id,
    key: row.key,
    arrival: row.arrival,
    kind: row.kind,
    direction: row.direction,
    author: author(db, row, names, { contact, mail }),
    sentAt: row.sent_at,
    receivedAt: row.received_at,
    text: row.text,
    attachments: attachmentsOf(db, row.key).map(toAttachment),
    versions: row.versions,
    ...(conversationId === undefined ? {} : { conversationId }),
    ...(channel ? { channel } : {}),
    ...(contact ? { address: contact.label ?? contact.value } : {}),
    ...(row.subject === null ? {} : { subject: row.subject }),
    ...(row.html_hash === null ? {} : { htmlHash: row.html_hash }),
    ...(row.has_remote_content === 1 ? { hasRemoteContent: true } : {}),
    ...(row.source_hash === null ? {} : { sourceHash: row.source_hash }),
    ...(mail
      ? {
          mail: {
            from: mail.from,
            to: mail.to,
            cc: mail.cc,
            ...(mail.bcc === undefined ? {} : { bcc: mail.bcc }),
            ...(mail.messageId === undefined ? {} : { messageId: mail.messageId }),
            ...(mail.protection === undefined ? {} : { protection: mail.protection }),
          },
        }
      : {}),
    ...(replyTo ? { replyTo } : {}),
    ...(marks ? { marks } : {}),
    ...(card ? { card } : {}),
    ...(forwardedFrom ? { forwardedFrom } : {}),
    ...(buttons ? { buttons } : {}),
    ...(reactions ? { reactions } : {}),
    ...(group === undefined ? {} : { group }),
    ...(pending.length === 0 ? {} : { pendingChanges: pending }),
    ...(row.edited_at === null ? {} : { editedAt: row.edited_at }),
    ...(row.deleted_at === null ? {} : { deletedAt: row.deleted_at }),
    ...(row.delivery === null ? {} : { delivery: row.delivery as Delivery }),
    ...(row.delivery_note === null ? {} : { deliveryNote: JSON.parse(row.delivery_note) as DeliveryNote }),
    ...(row.event === null ? {} : { event: JSON.parse(row.event) as TimelineEvent }),
  };
}

function author(
  db: ReadDb,
  row: ItemRow,
  names: Names,
  { contact, mail }: { contact: { id: string; value: string } | undefined; mail: StoredMail | undefined },
): Item['author'] {
  if (row.direction === 'in') {
    const [writer] = mail?.from ?? [];
    // What a mail server reports stands on the timeline of the person it is about, under the server's name.
    if (
      row.automatic === 1 &&
      writer &&
      mail?.reports !== undefined &&
      writer.address.toLowerCase() !== contact?.value.toLowerCase()
    )
      return { type: 'customer', name: writer.name ?? writer.address };
    return { type: 'customer', name: names.customer, ...(contact === undefined ? {} : { contactPointId: contact.id }) };
  }
  const agent =
    row.agent_key === null
      ? undefined
      : db.get<{ id: string; name: string }>('SELECT id, name FROM agents WHERE key = ?', row.agent_key);
  if (agent) return { type: 'agent', agentId: agent.id, name: agent.name };
  return row.kind === 'event' ? { type: 'system' } : { type: 'agent', name: '' };
}

/** What it answers: the item where it is on a timeline here, and the words its author chose of it. */
function answered(db: ReadDb, key: number | null, quote: ItemExtra['quote']): Item['replyTo'] {
  const row =
    key === null
      ? undefined
      : db.get<{ id: string; text: string; subject: string | null }>(
          'SELECT id, substr(text, 1, 200) AS text, subject FROM items WHERE key = ?',
          key,
        );
  if (!row && !quote) return undefined;
  const own = (row?.text || row?.subject || '').replace(/\s+/g, ' ').trim().slice(0, 140);
  return {
    excerpt: quote && (quote.chosen || !row) ? quote.excerpt : own,
    ...(row ? { itemId: row.id } : {}),
    ...(quote?.chosen ? { quote: true } : {}),
    ...(quote?.origin === undefined || row ? {} : { origin: quote.origin }),
  };
}
