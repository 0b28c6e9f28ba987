import type { FileStore } from '../../shared/contract/connector.ts';
import { DomainError } from '../../shared/contract/errors.ts';
import type { ContactPointId, CustomerId, ItemId } from '../../shared/model/index.ts';
import type { ReadDb } from '../store/db.ts';
import { type ContactRow, type CustomerRow, contactById, customerById, membersOf, rootOf } from '../store/repos/customer.repo.ts';
import { type ItemRow, itemById } from '../store/repos/item.repo.ts';
import type { Store } from '../store/store.ts';
import type { AgentStates } from '../sync/agent-states.ts';
import type { Alarms } from '../sync/alarms.ts';
import type { FileCache } from '../sync/cache.ts';
import type { Channels } from '../sync/channels.ts';
import type { HeldReplies } from '../sync/held.ts';
import type { Registry } from '../sync/registry.ts';
import type { TeamPort } from '../sync/team-port.ts';
import type { Telephony } from '../sync/telephony.ts';
import type { TogetherPort } from '../sync/together-port.ts';

/** What command handlers work with. */
export type CommandContext = {
  store: Store;
  files: FileStore;
  channels: Channels;
  alarms: Alarms;
  registry: Registry;
  held: HeldReplies;
  telephony: Telephony;
  agents: AgentStates;
  cache: FileCache;
  /** Of a desk that works with others. */
  team?: TeamPort;
  together?: TogetherPort;
  now: () => number;
};

export function requireCustomer(db: ReadDb, id: CustomerId): CustomerRow {
  const row = customerById(db, id);
  if (!row) throw new DomainError('not-found', 'no such customer');
  return row;
}

/** The person behind any identity of theirs, with all identities' keys. */
export function requirePerson(db: ReadDb, id: CustomerId): { root: CustomerRow; members: number[] } {
  const root = rootOf(db, requireCustomer(db, id).key);
  return { root, members: membersOf(db, root.key).map((row) => row.key) };
}

export function requireItem(db: ReadDb, id: ItemId): ItemRow {
  const row = itemById(db, id);
  if (!row) throw new DomainError('not-found', 'no such item');
  return row;
}

export function requireContact(db: ReadDb, id: ContactPointId): ContactRow {
  const row = contactById(db, id);
  if (!row) throw new DomainError('not-found', 'no such contact point');
  return row;
}
