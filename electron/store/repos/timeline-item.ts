import { oneLine } from '../../../shared/lib/one-line.ts';
import type {
  Call,
  ChannelKind,
  Delivery,
  DeliveryNote,
  Item,
  PendingChange,
  TimelineEvent,
} from '../../../shared/model/index.ts';
import { isHistoric } from '../../core/conversation.ts';
import { anyKey, type ReadDb } from '../db.ts';
import { type AttachmentRow, attachmentsOfAll, toAttachment } from './attachment.repo.ts';
import { bodyOf, type CallRow, callsOfAll, wrapUpOf } from './call.repo.ts';
import type { ItemRow, StoredMail } from './item.repo.ts';
import { type ItemExtra, readExtra } from './item-extra.ts';
import { pendingChangesOfAll } from './remote-action.repo.ts';

export type Names = { customer: string };

type Channel = { key: number; id: string; kind: ChannelKind; name: string; created_at: number };
type Contact = { key: number; id: string; value: string; label: string | null };
type Agent = { key: number; id: string; name: string };
type Quoted = { key: number; id: string; text: string; subject: string | null };

/** What stands in items beside their own columns, by the keys it is known by. */
type Companions = {
  channels: ReadonlyMap<number, Channel>;
  contacts: ReadonlyMap<number, Contact>;
  agents: ReadonlyMap<number, Agent>;
  conversations: ReadonlyMap<number, { key: number; id: string }>;
  quoted: ReadonlyMap<number, Quoted>;
  attachments: ReadonlyMap<number, AttachmentRow[]>;
  pending: ReadonlyMap<number, PendingChange[]>;
  calls: ReadonlyMap<number, CallRow>;
};

/** Items as they are shown, read for all of them together: one by one they would cost a page six times its own reading. */
export function toItems(db: ReadDb, rows: readonly ItemRow[], names: Names): Item[] {
  if (rows.length === 0) return [];
  const named = <T extends { key: number }>(sql: string, keyOf: (row: ItemRow) => number | null): ReadonlyMap<number, T> => {
    const keys = new Set(rows.flatMap((row) => keyOf(row) ?? []));
    return keys.size === 0 ? new Map() : new Map(db.all<T>(sql, JSON.stringify([...keys])).map((row) => [row.key, row]));
  };
  const keys = rows.map(({ key }) => key);
  const companions: Companions = {
    channels: named<Channel>(
      `SELECT key, id, kind, name, created_at FROM channels WHERE key ${anyKey}`,
      (row) => row.channel_key,
    ),
    contacts: named<Contact>(`SELECT key, id, value, label FROM contact_points WHERE key ${anyKey}`, (row) => row.contact_key),
    agents: named<Agent>(`SELECT key, id, name FROM agents WHERE key ${anyKey}`, (row) => row.agent_key),
    conversations: named<{ key: number; id: string }>(
      `SELECT key, id FROM conversations WHERE key ${anyKey}`,
      (row) => row.conversation_key,
    ),
    quoted: named<Quoted>(
      `SELECT key, id, substr(text, 1, 200) AS text, subject FROM items WHERE key ${anyKey}`,
      (row) => row.reply_to_key,
    ),
    attachments: attachmentsOfAll(db, keys),
    pending: pendingChangesOfAll(db, keys),
    calls: callsOfAll(
      db,
      rows.flatMap(({ key, kind }) => (kind === 'call' ? [key] : [])),
    ),
  };
  return rows.map((row) => toItem(row, names, companions));
}

function of<T>(map: ReadonlyMap<number, T>, key: number | null): T | undefined {
  return key === null ? undefined : map.get(key);
}

function toItem(row: ItemRow, names: Names, known: Companions): Item {
  const channel = of(known.channels, row.channel_key);
  const contact = of(known.contacts, row.contact_key);
  const conversationId = of(known.conversations, row.conversation_key)?.id;
  const mail = row.mail === null ? undefined : (JSON.parse(row.mail) as StoredMail);
  const { marks, card, forwardedFrom, passedOn, buttons, reactions, group, quote, pinned } = readExtra(row);
  const replyTo = answered(of(known.quoted, row.reply_to_key), quote);
  const pending = known.pending.get(row.key) ?? [];
  const call = known.calls.get(row.key);
  const files = known.attachments.get(row.key) ?? [];
  return {
    id: row.id,
    key: row.key,
    arrival: row.arrival,
    kind: row.kind,
    direction: row.direction,
    author: author(row, names, { contact, mail, agent: of(known.agents, row.agent_key) }),
    sentAt: row.sent_at,
    receivedAt: row.received_at,
    text: row.text,
    attachments: files.map(toAttachment),
    versions: row.versions,
    ...(conversationId === undefined ? {} : { conversationId }),
    ...(channel && isHistoric(row.sent_at, channel.created_at) ? { historic: true } : {}),
    ...(channel ? { channel: { id: channel.id, kind: channel.kind, name: channel.name } } : {}),
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
    ...(passedOn ? { passedOn } : {}),
    ...(buttons ? { buttons } : {}),
    ...(reactions ? { reactions } : {}),
    ...(group === undefined ? {} : { group }),
    ...(pinned ? { pinned } : {}),
    ...(pending.length === 0 ? {} : { pendingChanges: pending }),
    ...(row.edited_at === null ? {} : { editedAt: row.edited_at }),
    ...(row.deleted_at === null ? {} : { deletedAt: row.deleted_at }),
    ...(row.delivery === null ? {} : { delivery: row.delivery as Delivery }),
    ...(row.delivery_note === null ? {} : { deliveryNote: JSON.parse(row.delivery_note) as DeliveryNote }),
    ...(row.event === null ? {} : { event: JSON.parse(row.event) as TimelineEvent }),
    ...(call ? { call: shownCall(call, files) } : {}),
  };
}

function author(
  row: ItemRow,
  names: Names,
  { contact, mail, agent }: { contact: Contact | undefined; mail: StoredMail | undefined; agent: Agent | undefined },
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
  if (agent) return { type: 'agent', agentId: agent.id, name: agent.name };
  return row.kind === 'event' ? { type: 'system' } : { type: 'agent', name: '' };
}

/** What it answers: the item where it is on a timeline here, and the words its author chose of it. */
function answered(row: Quoted | undefined, quote: ItemExtra['quote']): Item['replyTo'] {
  if (!row && !quote) return undefined;
  const own = oneLine(row?.text || row?.subject || '', 140);
  return {
    excerpt: quote && (quote.chosen || !row) ? quote.excerpt : own,
    ...(row ? { itemId: row.id } : {}),
    ...(quote?.chosen ? { quote: true } : {}),
    ...(quote?.origin === undefined || row ? {} : { origin: quote.origin }),
  };
}

/** A call with what other tables say of it: its recording, and what the agent said afterwards. */
function shownCall(row: CallRow, files: readonly AttachmentRow[]): Call {
  const body = bodyOf(row);
  const wrapUp = wrapUpOf(row);
  const recording = recordingState(files) ?? body.recording;
  return { ...body, ...(wrapUp ? { wrapUp } : {}), ...(recording === undefined ? {} : { recording }) };
}

function recordingState(files: readonly AttachmentRow[]): Call['recording'] {
  const sounds = files.filter(({ kind }) => kind === 'audio');
  if (sounds.length === 0) return undefined;
  if (sounds.some(({ state }) => state === 'local')) return 'here';
  return sounds.every(({ state }) => state === 'failed') ? 'failed' : 'expected';
}
