import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { findChannel, saveChannel } from '../../electron/store/repos/channel.repo.ts';
import { ensureMe } from '../../electron/store/repos/settings.repo.ts';
import { openStore, type Store } from '../../electron/store/store.ts';
import { applyEvent } from '../../electron/sync/ingest/apply.ts';
import type { InboundEvent, InboundMessage } from '../../shared/contract/connector.ts';
import type { ChannelConfig } from '../../shared/contract/provision.ts';

export const migrations = fileURLToPath(new URL('../../drizzle', import.meta.url));

export const mailChannel: ChannelConfig = {
  id: 'mail',
  kind: 'email',
  name: 'Support mailbox',
  address: 'op@shop.test',
  imap: { host: '127.0.0.1', port: 1, tls: 'none', user: 'op' },
  smtp: { host: '127.0.0.1', port: 1, tls: 'none' },
};
export const botChannel: ChannelConfig = { id: 'bot', kind: 'telegram', name: 'Shop bot' };

/** A real database in memory with one agent, a mailbox and a bot that were connected at time 0. */
export function memoryStore(): Store {
  const store = openStore({ profile: ':memory:', migrations, epoch: randomUUID() });
  store.write((tx) => {
    ensureMe(tx, { name: 'Anna Lebedeva' });
    saveChannel(tx, { config: mailChannel, address: 'op@shop.test', sealed: new Uint8Array() }, 0);
    saveChannel(tx, { config: botChannel, address: '@shop_bot', sealed: new Uint8Array() }, 0);
  });
  return store;
}

/** Applies events as the ingest would, each batch in one transaction. `connectedAt` decides what counts as history. */
export function arrive(
  store: Store,
  channelId: 'mail' | 'bot',
  events: InboundEvent[],
  { now = 1_800_000_000_000, connectedAt = 0 } = {},
): void {
  const channel = findChannel(store.read, channelId);
  if (!channel) throw new Error('no such channel');
  store.write((tx) => {
    for (const event of events) {
      applyEvent(tx, event, {
        channel: { key: channel.key, id: channel.id, kind: channel.kind, connectedAt },
        country: 'RU',
        now,
      });
    }
  });
}

let counter = 0;

export function mail(from: string, fields: Partial<InboundMessage> & { name?: string } = {}): InboundMessage {
  counter += 1;
  const { name, ...rest } = fields;
  const remoteId = rest.remoteId ?? `m${counter}@mail.test`;
  return {
    type: 'message',
    remoteThread: remoteId,
    remoteId,
    direction: 'in',
    party: { kind: 'email', value: from, ...(name === undefined ? {} : { name }) },
    claims: [],
    sentAt: 1_700_000_000_000 + counter * 60_000,
    subject: 'Заказ 10452',
    text: 'Где мой заказ?',
    mail: { from: [{ address: from }], to: [{ address: 'op@shop.test' }], cc: [], messageId: remoteId },
    answers: [],
    attachments: [],
    seen: false,
    ...rest,
  };
}

export function telegram(user: number, fields: Partial<InboundMessage> & { name?: string } = {}): InboundMessage {
  counter += 1;
  const { name = 'Мария', ...rest } = fields;
  return {
    type: 'message',
    remoteThread: String(user),
    remoteId: String(counter),
    direction: 'in',
    party: { kind: 'telegram', value: String(user), name },
    claims: [],
    sentAt: 1_700_000_000_000 + counter * 60_000,
    text: 'Здравствуйте',
    answers: [],
    attachments: [],
    seen: false,
    ...rest,
  };
}
