import type { CallCandidate, LiveCall } from '../../../shared/contract/api.ts';
import type { Call, Evidence, Item } from '../../../shared/model/index.ts';
import { desksOf } from '../../core/call.ts';
import { nameRank } from '../../core/identity/names.ts';
import type { ReadDb } from '../db.ts';
import { timeOfKey } from '../keys.ts';
import { type CallRow, liveCalls } from './call.repo.ts';
import { findChannel } from './channel.repo.ts';
import { displayName, findContacts, membersOf, rootOf } from './customer.repo.ts';
import { itemByKey } from './item.repo.ts';
import { pinnedOf } from './pin.repo.ts';
import { photoOf } from './portrait.repo.ts';
import { remindersOf } from './reminder.repo.ts';
import { extensionHere } from './seat.ts';
import { toItems } from './timeline-item.ts';

/** Calls that go on, the longest first, with whose they are and whether they are this desk's. */
export function listLiveCalls(db: ReadDb, { mine = false }: { mine?: boolean } = {}): LiveCall[] {
  const found = liveCalls(db).flatMap((row) => liveCall(db, row) ?? []);
  return mine ? found.filter((call) => call.mine) : found;
}

function liveCall(db: ReadDb, row: CallRow & { channel_id: string }): LiveCall | undefined {
  const itemRow = itemByKey(db, row.item_key);
  if (!itemRow) return undefined;
  const root = rootOf(db, itemRow.customer_key);
  const { name, rank } = displayName(db, root.key);
  const [item] = toItems(db, [itemRow], { customer: name });
  if (item?.call === undefined) return undefined;
  const own = ownExtension(db, row.channel_id);
  const { ringing, talking } = desksOf(item.call);
  const members = membersOf(db, root.key).map(({ key }) => key);
  const photo = photoOf(db, members);
  return {
    item: item as Item & { call: Call },
    customer: { id: root.id, name, nameIsAddress: rank === nameRank.address, ...(photo === undefined ? {} : { photo }) },
    pinned: pinnedOf(db, members),
    reminders: remindersOf(db, members),
    candidates: item.call.match === 'several' ? callCandidates(db, row) : [],
    mine: own !== undefined && (ringing.includes(own) || talking.includes(own)),
    ringsHere: own !== undefined && ringing.includes(own),
  };
}

function ownExtension(db: ReadDb, channelId: string): string | undefined {
  const config = findChannel(db, channelId)?.config;
  return config && extensionHere(db, config);
}

/** Everybody who has the number of a call, those who were in touch last first; not the identity that is only the number. */
export function callCandidates(db: ReadDb, row: CallRow): CallCandidate[] {
  if (row.normalised === null) return [];
  const found = new Map<number, CallCandidate>();
  for (const contact of findContacts(db, 'phone', row.normalised)) {
    const root = rootOf(db, contact.customer_key);
    const { name, rank } = displayName(db, root.key);
    if (found.has(root.key) || rank === nameRank.address) continue;
    const lastContactAt = lastContact(db, root.key);
    found.set(root.key, {
      customerId: root.id,
      name,
      value: contact.value,
      verified: contact.verified === 1,
      evidence: JSON.parse(contact.evidence) as Evidence,
      ...(lastContactAt === undefined ? {} : { lastContactAt }),
    });
  }
  return [...found.values()].sort((a, b) => (b.lastContactAt ?? 0) - (a.lastContactAt ?? 0));
}

function lastContact(db: ReadDb, rootKey: number): number | undefined {
  const key = db.value<number>('SELECT last_item_key FROM inbox WHERE customer_key = ?', rootKey);
  return key === undefined ? undefined : timeOfKey(key);
}
