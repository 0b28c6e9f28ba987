import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seal, splitSecrets } from '../../../electron/engine/secrets.ts';
import type { WriteTx } from '../../../electron/store/db.ts';
import { findChannel, saveChannel } from '../../../electron/store/repos/channel.repo.ts';
import { openConversation, setAssignee, setStatus } from '../../../electron/store/repos/conversation.repo.ts';
import { findContacts, membersOf, rootOf } from '../../../electron/store/repos/customer.repo.ts';
import { markRead } from '../../../electron/store/repos/inbox.repo.ts';
import { ensureMe, me, setSetting } from '../../../electron/store/repos/settings.repo.ts';
import { openStore, type Store } from '../../../electron/store/store.ts';
import { Indexer } from '../../../electron/sync/indexer.ts';
import { applyEvent } from '../../../electron/sync/ingest/apply.ts';
import type { ApplyContext } from '../../../electron/sync/ingest/context.ts';
import type { ChannelConfig } from '../../../shared/contract/provision.ts';
import { migrations } from '../../support/store.ts';
import { botChannel, mailChannel, toEvent } from './events.ts';
import { person } from './people.ts';
import { type Moment, moments } from './stream.ts';

const batchSize = 1_000;
const mineShare = 4;
const masterKey = new Uint8Array(32).fill(7);

/** How many messages this batch brought, and how many there are. */
export type Progress = (done: number, size: number) => void;

/** Opens the store of a profile with one agent and two channels, whose sealed secrets the profile's own key opens. */
export function openProfileStore(profile: string): Store {
  const store = openStore({ profile, migrations, epoch: randomUUID() });
  const keys = join(profile, 'keys');
  mkdirSync(keys, { recursive: true, mode: 0o700 });
  const stored = { version: 1, sealed: false, key: Buffer.from(masterKey).toString('base64') };
  writeFileSync(join(keys, 'master.key'), JSON.stringify(stored), { mode: 0o600 });
  store.write((tx) => {
    ensureMe(tx, { name: 'Анна Лебедева', email: 'anna@shop.test' });
    setSetting(tx, 'workspaceName', 'Acme');
    for (const config of [mailChannel, botChannel]) putChannel(tx, config);
  });
  return store;
}

function putChannel(tx: WriteTx, config: ChannelConfig): void {
  const { open, secrets } = splitSecrets(config);
  const address = config.kind === 'email' ? config.address : '@shop_bot';
  saveChannel(tx, { config: open, address, sealed: seal(masterKey, secrets) }, 0);
}

/** What the ingest needs to apply events of a channel at this moment. Connected at time 0, so that nothing counts as history. */
export function contexts(store: Store): (channel: string, at: number) => ApplyContext {
  const records = new Map(
    [mailChannel, botChannel].map(({ id, kind }) => {
      const record = findChannel(store.read, id);
      if (!record) throw new Error(`no channel ${id}`);
      return [id, { key: record.key, id, kind, connectedAt: 0 }];
    }),
  );
  return (channel, at) => {
    const record = records.get(channel);
    if (!record) throw new Error(`no channel ${channel}`);
    return { channel: record, country: 'RU', now: at + 30_000 };
  };
}

/**
 * Fills a profile with so many messages through the program's own ingest and indexer: in the order of time, read and
 * resolved as an agent would, a part of what is open assigned.
 */
export function fill(profile: string, size: number, progress: Progress): void {
  const store = openProfileStore(profile);
  const context = contexts(store);
  const indexer = new Indexer(store);
  const stream = moments(size);
  for (let from = 0; from < stream.length; from += batchSize) {
    const batch = stream.slice(from, from + batchSize);
    store.write((tx) => {
      for (const moment of batch) {
        const { channel, event } = toEvent(moment);
        applyEvent(tx, event, context(channel, moment.at));
        if (moment.ends !== undefined) endTalk(tx, moment);
      }
    });
    while (indexer.step());
    progress(from + batch.length, stream.length);
  }
  while (indexer.tidy());
  store.read.raw.pragma('optimize');
  store.read.raw.pragma('wal_checkpoint(TRUNCATE)');
  store.close();
}

function endTalk(tx: WriteTx, moment: Moment): void {
  const who = person(moment.customer);
  const [contact] = who.channels === 'bot' ? findContacts(tx, 'telegram', who.telegram) : findContacts(tx, 'email', who.email);
  const [other] = findContacts(tx, 'telegram', who.telegram);
  const holder = contact ?? other;
  if (!holder) throw new Error(`customer ${who.number} is not there`);
  const root = rootOf(tx, holder.customer_key).key;
  const conversation = openConversation(tx, root);
  if (!conversation) return;
  const agent = me(tx).key;
  if (moment.ends === 'open') {
    if (who.number % mineShare === 0) setAssignee(tx, conversation, agent);
    return;
  }
  const members = membersOf(tx, root).map(({ key }) => key);
  markRead(tx, members, agent, tx.value<number>('SELECT MAX(arrival) FROM items WHERE customer_key = ?', members[0] ?? 0) ?? 0);
  setStatus(tx, conversation, 'resolved', moment.at + 60_000);
}
