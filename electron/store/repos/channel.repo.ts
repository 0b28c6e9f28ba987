import type { ChannelConfig } from '../../../shared/contract/provision.ts';
import type { Capabilities, ChannelId, ChannelKind } from '../../../shared/model/index.ts';
import type { ReadDb, WriteTx } from '../db.ts';

/** `config` carries empty secrets; `sealed` is their ciphertext. */
export type ChannelRecord = {
  key: number;
  id: ChannelId;
  kind: ChannelKind;
  name: string;
  address: string;
  config: ChannelConfig;
  sealed: Uint8Array;
  createdAt: number;
  /** What its server can, over what its kind can; empty until it is known. */
  offers: Partial<Capabilities>;
};

type Row = {
  key: number;
  id: string;
  kind: string;
  name: string;
  address: string;
  config: string;
  secrets: Uint8Array;
  created_at: number;
  offers: string | null;
};
const columns = 'key, id, kind, name, address, config, secrets, created_at, offers';

const toRecord = (row: Row): ChannelRecord => ({
  key: row.key,
  id: row.id,
  kind: row.kind as ChannelKind,
  name: row.name,
  address: row.address,
  config: JSON.parse(row.config) as ChannelConfig,
  sealed: row.secrets,
  createdAt: row.created_at,
  offers: row.offers === null ? {} : (JSON.parse(row.offers) as Partial<Capabilities>),
});

export const listChannels = (db: ReadDb): ChannelRecord[] =>
  db.all<Row>(`SELECT ${columns} FROM channels WHERE removed_at IS NULL ORDER BY created_at, key`).map(toRecord);

export function findChannel(db: ReadDb, id: ChannelId): ChannelRecord | undefined {
  const row = db.get<Row>(`SELECT ${columns} FROM channels WHERE id = ? AND removed_at IS NULL`, id);
  return row && toRecord(row);
}

export function channelByKey(db: ReadDb, key: number): ChannelRecord | undefined {
  const row = db.get<Row>(`SELECT ${columns} FROM channels WHERE key = ?`, key);
  return row && toRecord(row);
}

/** Creates the channel, changes it, or brings a removed one back with its history. */
export function saveChannel(
  tx: WriteTx,
  channel: { config: ChannelConfig; address: string; sealed: Uint8Array },
  now: number,
): void {
  const { config, address, sealed } = channel;
  tx.run(
    `INSERT INTO channels (id, kind, name, address, config, secrets, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name, address = excluded.address,
       config = excluded.config, secrets = excluded.secrets, removed_at = NULL`,
    config.id,
    config.kind,
    config.name,
    address,
    JSON.stringify(config),
    sealed,
    now,
  );
  tx.touched.channels.add(config.id);
  tx.touched.workspace = true;
}

export function setChannelAddress(tx: WriteTx, id: ChannelId, address: string): void {
  const { changes } = tx.run('UPDATE channels SET address = ? WHERE id = ? AND address <> ?', address, id, address);
  if (changes > 0) tx.touched.channels.add(id);
}

/** In a team a channel is as old as it is there: what was said before it was connected is history at every desk. */
export function setChannelAge(tx: WriteTx, id: ChannelId, createdAt: number): void {
  tx.run('UPDATE channels SET created_at = ? WHERE id = ?', createdAt, id);
}

/** Kept from one connection to the next: an answer is written while nobody is connected. */
export function setChannelOffers(tx: WriteTx, id: ChannelId, offers: Partial<Capabilities>): void {
  const text = JSON.stringify(offers);
  const { changes } = tx.run('UPDATE channels SET offers = ? WHERE id = ? AND offers IS NOT ?', text, id, text);
  if (changes > 0) tx.touched.channels.add(id);
}

/** History stays; only the account is gone. */
export function removeChannel(tx: WriteTx, id: ChannelId, now: number): void {
  tx.run("UPDATE channels SET removed_at = ?, secrets = x'' WHERE id = ?", now, id);
  tx.touched.channels.add(id);
  tx.touched.workspace = true;
}

export function readCursors(db: ReadDb, channelKey: number): Map<string, unknown> {
  const rows = db.all<{ stream: string; cursor: string }>('SELECT stream, cursor FROM cursors WHERE channel_key = ?', channelKey);
  return new Map(rows.map((row) => [row.stream, JSON.parse(row.cursor) as unknown]));
}

export function saveCursor(tx: WriteTx, channelKey: number, next: { stream: string; cursor: unknown }): void {
  tx.run(
    'INSERT INTO cursors (channel_key, stream, cursor) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET cursor = excluded.cursor',
    channelKey,
    next.stream,
    JSON.stringify(next.cursor),
  );
}
