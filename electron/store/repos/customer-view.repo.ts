import type { CustomerView, ForwardOption, ReplyOption } from '../../../shared/contract/api.ts';
import type { Capabilities, ChannelKind, ContactPoint, Conversation } from '../../../shared/model/index.ts';
import { canSend } from '../../core/can-send.ts';
import { nameRank } from '../../core/identity/names.ts';
import type { ReadDb } from '../db.ts';
import { slaReader, storedClock } from '../team/clock.ts';
import { waitingOf } from '../team/waiting.ts';
import { accountRight } from './account.repo.ts';
import { lastAnswerAddress } from './answer-address.ts';
import { type ChannelRecord, listChannels } from './channel.repo.ts';
import { type ConversationRow, conversationsOf, openConversation, toConversation } from './conversation.repo.ts';
import {
  type ContactRow,
  type CustomerRow,
  contactsOf,
  displayName,
  membersOf,
  rootOf,
  toContactPoint,
  usesOf,
} from './customer.repo.ts';
import { readDraft } from './draft.repo.ts';
import { heldOf } from './held.repo.ts';
import { waitingSince } from './inbox.repo.ts';
import { itemByKey } from './item.repo.ts';
import { readExtra } from './item-extra.ts';
import { linksAmong, toIdentityLink } from './link.repo.ts';
import { pinnedOf } from './pin.repo.ts';
import { photoOf } from './portrait.repo.ts';
import { remindersOf } from './reminder.repo.ts';
import { listAgents } from './settings.repo.ts';

/** Capabilities by kind, given at the composition root, so that the store knows no connector. */
export type CapabilitiesOf = (kind: ChannelKind) => Capabilities;

/** Everything the window shows about a person beside the timeline. `row` may be any identity of theirs. */
export function customerView(db: ReadDb, row: CustomerRow, capabilities: CapabilitiesOf, now = Date.now()): CustomerView {
  const root = rootOf(db, row.key);
  const members = membersOf(db, root.key);
  const keys = members.map((member) => member.key);
  const { name, rank } = displayName(db, root.key);
  const open = openConversation(db, root.key);
  const reply = readDraft(db, keys, 'reply');
  const note = readDraft(db, keys, 'note');
  const forward = readDraft(db, keys, 'forward');
  const photo = photoOf(db, keys);
  const waiting = waitingOf(db, keys);
  return {
    id: root.id,
    name,
    nameIsAddress: rank === nameRank.address,
    ...(photo === undefined ? {} : { photo }),
    version: root.version,
    contactPoints: contactPointsOf(db, members),
    earlierConversations: keys
      .flatMap((key) => conversationsOf(db, key))
      .filter((conversation) => conversation.status === 'resolved')
      .sort((a, b) => b.opened_at - a.opened_at)
      .map((conversation) => toConversation(db, conversation, null)),
    reminders: remindersOf(db, keys),
    pinned: pinnedOf(db, keys),
    links: linksAmong(db, keys).map((link) => toIdentityLink(db, link)),
    agents: listAgents(db),
    replyOptions: replyOptions(db, members, capabilities),
    drafts: { ...(reply ? { reply } : {}), ...(note ? { note } : {}), ...(forward ? { forward } : {}) },
    forwardOptions: forwardOptions(db, capabilities),
    held: heldOf(db, keys),
    ...(waiting.length === 0 ? {} : { waiting }),
    ...(open ? { conversation: withClock(db, open, keys, now) } : {}),
  };
}

function withClock(db: ReadDb, open: ConversationRow, members: readonly number[], now: number): Conversation {
  const waiting = waitingSince(db, members);
  const sla = slaReader(db, now)(storedClock(db, open, members, waiting), open.department_id);
  return { ...toConversation(db, open, waiting), ...(sla ? { sla } : {}) };
}

/** Mailboxes, the first of them first: what a person wrote in a messenger is passed on by mail as well. */
function forwardOptions(db: ReadDb, capabilities: CapabilitiesOf): ForwardOption[] {
  return listChannels(db).flatMap(({ id, kind, name, address, offers }) => {
    const able = { ...capabilities(kind), ...offers };
    if (!able.subject || !able.mayWriteFirst) return [];
    return [{ channelId: id, channelKind: kind, channelName: name, address, capabilities: able }];
  });
}

/** Each address once: linked identities often share one, and the proved one of them is shown. */
function contactPointsOf(db: ReadDb, members: readonly CustomerRow[]): ContactPoint[] {
  const shown = new Map<string, ContactPoint>();
  for (const member of members) {
    for (const row of contactsOf(db, member.key)) {
      const key = `${row.kind}:${row.normalised}`;
      if (row.verified === 1 || !shown.has(key)) shown.set(key, toContactPoint(db, row, member.id));
    }
  }
  return [...shown.values()];
}

/** Times in seconds, since that is all some providers tell; within one second the order of arrival decides. */
type Candidate = ReplyOption & { lastIn: number; lastArrival: number; lastOut: number };

/** Where an answer can go: the address they wrote from last first, those that cannot be reached at the end with the reason. */
export function replyOptions(db: ReadDb, members: readonly CustomerRow[], capabilities: CapabilitiesOf): ReplyOption[] {
  const channels = listChannels(db);
  const candidates: Candidate[] = [];
  for (const member of members) {
    for (const contact of contactsOf(db, member.key)) {
      for (const channel of channels) {
        if (channel.kind !== contact.kind) continue;
        const option = candidate(db, contact, channel, { ...capabilities(channel.kind), ...channel.offers });
        if (option && !candidates.some((known) => known.channelId === option.channelId && known.address === option.address))
          candidates.push(option);
      }
    }
  }
  candidates.sort(
    (a, b) =>
      Number(b.allowed) - Number(a.allowed) || b.lastIn - a.lastIn || b.lastArrival - a.lastArrival || b.lastOut - a.lastOut,
  );
  return candidates.map(({ lastIn: _in, lastArrival: _arrival, lastOut: _out, ...option }) => option);
}

function candidate(db: ReadDb, contact: ContactRow, channel: ChannelRecord, capabilities: Capabilities): Candidate | undefined {
  const use = usesOf(db, contact.key).find((one) => one.channel_key === channel.key);
  // An address that a channel can only answer is not offered on a channel it never wrote to.
  if (!use && !capabilities.mayWriteFirst) return undefined;
  const account = accountRight(db, use?.thread_key ?? null);
  const permission = canSend({
    capabilities,
    channelState: 'online',
    hasWritten: (use?.last_in_at ?? 0) > 0,
    ...(use?.unreachable_reason ? { unreachable: use.unreachable_reason } : {}),
    ...(account === undefined ? {} : { account }),
  });
  const group = use?.group_item_key == null ? undefined : groupItem(db, use.group_item_key);
  const answersTo = channel.kind === 'email' ? lastAnswerAddress(db, contact, channel.key) : undefined;
  const subject = capabilities.subject ? lastSubject(db, contact.key, channel.key) : undefined;
  return {
    contactPointId: contact.id,
    channelId: channel.id,
    channelKind: channel.kind,
    channelName: channel.name,
    address: contact.label ?? contact.value,
    capabilities,
    lastIn: Math.floor((use?.last_in_at ?? 0) / 1000),
    lastArrival: lastArrival(db, contact, channel.key),
    lastOut: Math.floor((use?.last_out_at ?? 0) / 1000),
    ...(use?.last_in_at ? { lastInAt: use.last_in_at } : {}),
    ...(use?.last_out_at ? { lastOutAt: use.last_out_at } : {}),
    ...(group ? { group } : {}),
    ...(permission.allowed ? { allowed: true } : { allowed: false, reason: permission.reason }),
    ...(subject === undefined ? {} : { subject: replySubject(subject) }),
    ...(answersTo === undefined ? {} : { answersTo: answersTo.address }),
  };
}

function groupItem(db: ReadDb, key: number): ReplyOption['group'] {
  const row = itemByKey(db, key);
  const title = row && readExtra(row).group;
  return title === undefined ? undefined : { itemId: row?.id ?? '', title };
}

const lastArrival = (db: ReadDb, contact: ContactRow, channelKey: number): number =>
  db.value<number>(
    `SELECT arrival FROM items WHERE customer_key = ? AND direction = 'in' AND contact_key = ? AND channel_key = ? ORDER BY arrival DESC LIMIT 1`,
    contact.customer_key,
    contact.key,
    channelKey,
  ) ?? 0;

function lastSubject(db: ReadDb, contactKey: number, channelKey: number): string | undefined {
  const owner = db.value<number>('SELECT customer_key FROM contact_points WHERE key = ?', contactKey);
  if (owner === undefined) return undefined;
  const last = (which: string) =>
    db.value<string>(
      `SELECT subject FROM items WHERE customer_key = ? AND contact_key = ? AND channel_key = ? AND subject IS NOT NULL ${which}
       ORDER BY key DESC LIMIT 1`,
      owner,
      contactKey,
      channelKey,
    );
  // A server's report on our answer, a receipt or an absence note is nothing that a person is answered to.
  return last('AND automatic = 0') ?? last('');
}

/** "Re: " once, whatever the clients before us wrote (RFC 5322, section 3.6.5). */
export const replySubject = (subject: string): string =>
  `Re: ${subject.replace(/^(?:\s*(?:re|ответ|отв|aw|sv)(?:\[\d+\])?\s*:\s*)+/i, '')}`;
