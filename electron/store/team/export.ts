import type {
  AskBody,
  Bodies,
  ContactBody,
  FileBody,
  ItemBody,
  LinkBody,
  RecordKind,
  TeamRecord,
  VersionBody,
} from '../../core/team/records.ts';
import type { ReadDb } from '../db.ts';
import { timeOfKey } from '../keys.ts';
import type { AttachmentRow } from '../repos/attachment.repo.ts';
import { bodyOf, callOfItem } from '../repos/call.repo.ts';
import type { ConversationRow } from '../repos/conversation.repo.ts';
import type { CustomerRow } from '../repos/customer.repo.ts';
import type { ItemRow } from '../repos/item.repo.ts';
import type { LinkRestore, LinkRow } from '../repos/link.repo.ts';
import type { ActionRow } from '../repos/remote-action.repo.ts';
import { type FileRole, isShared, waitingHash } from './files.ts';
import { versionOf } from './queue.ts';

type Exporters = { [K in RecordKind]: (db: ReadDb, key: number) => { id: string; body: Bodies[K] } | undefined };

/** A row as colleagues understand it; `undefined` when it is gone. */
export function exportRecord(db: ReadDb, kind: RecordKind, key: number): TeamRecord | undefined {
  const found = exporters[kind](db, key);
  if (!found) return undefined;
  return { kind, id: found.id, version: versionOf(db, { kind, id: found.id }), body: found.body } as TeamRecord;
}

const exporters: Exporters = {
  tag(db, key) {
    const row = db.get<{ id: string; name: string; colour: Bodies['tag']['colour']; removed_at: number | null }>(
      'SELECT * FROM tags WHERE key = ?',
      key,
    );
    return row && { id: row.id, body: { name: row.name, colour: row.colour, removedAt: row.removed_at } };
  },
  canned(db, key) {
    const row = db.get<{ id: string; title: string; shortcut: string | null; body: string; updated_at: number }>(
      'SELECT * FROM canned_replies WHERE key = ?',
      key,
    );
    return row && { id: row.id, body: { title: row.title, shortcut: row.shortcut, body: row.body, updatedAt: row.updated_at } };
  },
  customer(db, key) {
    const row = db.get<CustomerRow>('SELECT * FROM customers WHERE key = ?', key);
    const root = row && named(db, 'customers', row.root_key);
    return (
      row && {
        id: row.id,
        body: { root: root ?? row.id, name: row.name, nameRank: row.name_rank, createdAt: row.created_at },
      }
    );
  },
  contact(db, key) {
    const row = db.get<ContactPointRow>('SELECT * FROM contact_points WHERE key = ?', key);
    if (!row) return undefined;
    return {
      id: row.id,
      body: {
        customer: named(db, 'customers', row.customer_key) ?? '',
        kind: row.kind,
        value: row.value,
        normalised: row.normalised,
        label: row.label,
        verified: row.verified === 1,
        evidence: JSON.parse(row.evidence) as ContactBody['evidence'],
        name: row.name,
        namedAt: row.named_at,
        portraitHash: shared(db, row.portrait_hash, 'portrait', key),
        removedAt: row.removed_at,
        unreachable: db.all<ContactBody['unreachable'][number]>(
          `SELECT c.id AS channel, u.unreachable_reason AS reason, COALESCE(u.unreachable_at, 0) AS at, u.unreachable_detail AS detail
           FROM contact_channels u JOIN channels c ON c.key = u.channel_key
           WHERE u.contact_key = ? AND u.unreachable_reason IS NOT NULL ORDER BY c.id`,
          key,
        ),
      },
    };
  },
  link(db, key) {
    const row = db.get<LinkRow & { undone_by: number | null }>('SELECT * FROM links WHERE key = ?', key);
    if (!row) return undefined;
    const restore = JSON.parse(row.restore) as LinkRestore;
    const conversation = (own: number) => named(db, 'conversations', own) ?? '';
    return {
      id: row.id,
      body: {
        a: named(db, 'customers', row.a_key) ?? '',
        b: named(db, 'customers', row.b_key) ?? '',
        evidence: JSON.parse(row.evidence) as LinkBody['evidence'],
        agent: named(db, 'agents', row.agent_key),
        createdAt: row.created_at,
        restore: {
          absorbed: restore.absorbed.map((one) => ({
            conversation: conversation(one.conversation),
            into: conversation(one.into),
          })),
          moved: restore.moved.map((one) => ({
            conversation: conversation(one.conversation),
            from: named(db, 'customers', one.from) ?? '',
          })),
        },
        undoneAt: row.undone_at,
        undoneBy: named(db, 'agents', row.undone_by),
      },
    };
  },
  conversation(db, key) {
    const row = db.get<ConversationRow>('SELECT * FROM conversations WHERE key = ?', key);
    if (!row) return undefined;
    return {
      id: row.id,
      body: {
        customer: named(db, 'customers', row.customer_key) ?? '',
        status: row.status,
        assignee: named(db, 'agents', row.assignee_key),
        department: row.department_id,
        openedAt: row.opened_at,
        closedAt: row.closed_at,
        snoozedUntil: row.snoozed_until,
        wokenAt: row.woken_at,
        result: row.result,
        imported: row.imported === 1,
        mergedInto: named(db, 'conversations', row.merged_into),
        tags: db.values<string>(
          'SELECT t.id FROM conversation_tags ct JOIN tags t ON t.key = ct.tag_key WHERE ct.conversation_key = ? ORDER BY t.id',
          key,
        ),
      },
    };
  },
  reminder(db, key) {
    const row = db.get<ReminderRow>('SELECT * FROM reminders WHERE key = ?', key);
    if (!row) return undefined;
    return {
      id: row.id,
      body: {
        customer: named(db, 'customers', row.customer_key) ?? '',
        agent: named(db, 'agents', row.agent_key) ?? '',
        at: row.at,
        text: row.text,
        createdAt: row.created_at,
        doneAt: row.done_at,
      },
    };
  },
  wish(db, key) {
    const row = db.get<ActionRow>('SELECT * FROM remote_actions WHERE key = ?', key);
    if (!row || row.id === null || row.type === 'seen') return undefined;
    const item = db.get<{ id: string; customer: string }>(
      'SELECT i.id, c.id AS customer FROM items i JOIN customers c ON c.key = i.customer_key WHERE i.key = ?',
      row.item_key,
    );
    if (!item) return undefined;
    const { type, state, code, detail } = row;
    const said = { type, state, code, detail, wanted: row.body, createdAt: row.created_at };
    return { id: row.id, body: { customer: item.customer, item: item.id, ...said } };
  },
  ask(db, key) {
    const row = db.get<AskedRow>(
      `SELECT f.id, f.state, f.created_at, f.detail, a.key AS file_key, a.id AS file, a.hash, i.id AS item, c.id AS customer
       FROM file_asks f JOIN attachments a ON a.key = f.attachment_key JOIN items i ON i.key = a.item_key
       JOIN customers c ON c.key = i.customer_key WHERE f.key = ?`,
      key,
    );
    if (!row) return undefined;
    const { id, customer, item, file, state, detail } = row;
    const hash = state === 'done' ? shared(db, row.hash, 'file', row.file_key) : null;
    return { id, body: { customer, item, file, state, hash, createdAt: row.created_at, detail } };
  },
  item(db, key) {
    const row = db.get<ItemRow>('SELECT * FROM items WHERE key = ?', key);
    return row && { id: row.id, body: itemBody(db, row) };
  },
};

function callBody(db: ReadDb, itemKey: number): Pick<ItemBody, 'call'> {
  const row = callOfItem(db, itemKey);
  return row ? { call: { revision: row.revision, normalised: row.normalised, told: bodyOf(row) } } : {};
}

function itemBody(db: ReadDb, row: ItemRow): ItemBody {
  return {
    customer: named(db, 'customers', row.customer_key) ?? '',
    conversation: named(db, 'conversations', row.conversation_key),
    channel: named(db, 'channels', row.channel_key),
    thread:
      row.thread_key === null
        ? null
        : (db.value<string>('SELECT remote_thread FROM threads WHERE key = ?', row.thread_key) ?? null),
    remoteId: row.remote_id,
    parts: db.values<string>('SELECT remote_id FROM item_parts WHERE item_key = ? ORDER BY rowid', row.key),
    album: db.value<string>('SELECT album FROM albums WHERE item_key = ?', row.key) ?? null,
    contact: named(db, 'contact_points', row.contact_key),
    agent: named(db, 'agents', row.agent_key),
    kind: row.kind,
    direction: row.direction,
    sentAt: row.sent_at,
    receivedAt: row.received_at,
    orderedAt: timeOfKey(row.key),
    subject: row.subject,
    text: row.text,
    htmlHash: shared(db, row.html_hash, 'html', row.key),
    hasRemoteContent: row.has_remote_content === 1,
    mail: row.mail === null ? null : (JSON.parse(row.mail) as ItemBody['mail']),
    replyTo: named(db, 'items', row.reply_to_key),
    automatic: row.automatic === 1,
    editedAt: row.edited_at,
    deletedAt: row.deleted_at,
    event: row.event === null ? null : (JSON.parse(row.event) as ItemBody['event']),
    delivery: row.delivery,
    deliveryNote: row.delivery_note === null ? null : (JSON.parse(row.delivery_note) as ItemBody['deliveryNote']),
    extra: row.extra,
    versions:
      row.versions === 0
        ? []
        : db.all<VersionBody>(
            `SELECT version, text, marks, html_hash AS htmlHash, from_at AS fromAt, until_at AS untilAt FROM item_versions
             WHERE item_key = ? ORDER BY version`,
            row.key,
          ),
    files: db
      .all<AttachmentRow>('SELECT * FROM attachments WHERE item_key = ? ORDER BY key', row.key)
      .map((file) => fileBody(db, file, row.kind)),
    ...(row.kind === 'call' ? callBody(db, row.key) : {}),
  };
}

/** Where a recording lies is nobody's to know who may not take it: it is had from whoever runs the telephone, or from the team. */
const fileBody = (db: ReadDb, row: AttachmentRow, kind: ItemBody['kind']): FileBody => ({
  id: row.id,
  name: row.name,
  mime: row.mime,
  size: row.size,
  kind: row.kind as FileBody['kind'],
  inline: row.inline === 1,
  durationMs: row.duration_ms,
  width: row.width,
  height: row.height,
  hash: shared(db, row.hash, 'file', row.key),
  previewHash: shared(db, row.preview_hash, 'preview', row.key),
  spoiler: row.spoiler === 1,
  part: row.part,
  deletedAt: row.deleted_at,
  identity: row.identity,
  version: row.version,
  ...(row.ref === null || kind === 'call' ? {} : { ref: row.ref }),
});

/** What colleagues could not fetch is not named to them; what they have and this desk has not is. */
function shared(db: ReadDb, hash: string | null, role: FileRole, key: number): string | null {
  if (hash === null) return waitingHash(db, role, key) ?? null;
  return isShared(db, hash) ? hash : null;
}

type Named = 'customers' | 'conversations' | 'channels' | 'contact_points' | 'agents' | 'items';

const named = (db: ReadDb, table: Named, key: number | null): string | null =>
  key === null ? null : (db.value<string>(`SELECT id FROM ${table} WHERE key = ?`, key) ?? null);

type ContactPointRow = {
  id: string;
  customer_key: number;
  kind: ContactBody['kind'];
  value: string;
  normalised: string;
  label: string | null;
  verified: number;
  evidence: string;
  name: string | null;
  named_at: number | null;
  portrait_hash: string | null;
  removed_at: number | null;
};

type AskedRow = Pick<AskBody, 'state' | 'item' | 'file' | 'customer' | 'detail'> & {
  id: string;
  created_at: number;
  file_key: number;
  hash: string | null;
};

type ReminderRow = {
  id: string;
  customer_key: number;
  agent_key: number;
  at: number;
  text: string;
  created_at: number;
  done_at: number | null;
};
