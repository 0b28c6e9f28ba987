import type { ChannelConfig } from '../../shared/contract/provision.ts';
import { eachDeskListens, hasLine, withoutLine } from '../core/pbx.ts';
import { findChannel, removeChannel, setChannelAge } from '../store/repos/channel.repo.ts';
import type { Store } from '../store/store.ts';
import type { Channels } from '../sync/channels.ts';
import type { TeamServer } from './server.ts';
import { openSecrets, sealSecrets } from './team-key.ts';
import type { ChannelRow } from './wire.ts';

/** What sharing and taking channels needs of a desk. */
export type ChannelContext = {
  store: Store;
  channels: Channels;
  secrets: {
    split(config: ChannelConfig): { open: ChannelConfig; secrets: Record<string, string> };
    join(open: ChannelConfig, secrets: Record<string, string>): ChannelConfig;
  };
  key: Uint8Array;
  server?: TeamServer;
};

const versionOf = (store: Store, id: string): number =>
  store.read.value<number>("SELECT version FROM team_versions WHERE kind = 'channel' AND id = ?", id) ?? 0;

function setVersion(store: Store, id: string, version: number): void {
  store.write(
    (tx) =>
      void tx.run(
        `INSERT INTO team_versions (kind, id, version) VALUES ('channel', ?, ?)
         ON CONFLICT DO UPDATE SET version = excluded.version`,
        id,
        version,
      ),
    { pulled: true },
  );
}

/** Gives the team a channel of this desk, its secrets sealed with the team's key. */
export async function shareChannel(
  { store, channels, secrets, key, server }: ChannelContext,
  id: string,
  { newOnly = false } = {},
): Promise<void> {
  const known = versionOf(store, id);
  const config = channels.opened(id);
  const channel = findChannel(store.read, id);
  if (!config || !channel || !server || (newOnly && known > 0)) return;
  const { kind, name } = config;
  // How a desk reaches a PBX, and who sits there, is its own; only what its calls are shown by is everybody's.
  const own = eachDeskListens(kind);
  const { open, secrets: plain } = own ? { open: withoutLine(id, name), secrets: {} } : secrets.split(config);
  const sealed = sealSecrets(key, id, plain);
  const told = { id, kind, name, address: own ? '' : channel.address, config: open, secrets: sealed };
  const { ok, version } = await server.putChannel(told, known);
  if (ok) setVersion(store, id, version);
}

/** Gives the team the channels of this desk that it does not have. */
export async function shareNewChannels(context: ChannelContext): Promise<void> {
  for (const { channelId } of context.channels.connections()) await shareChannel(context, channelId, { newOnly: true });
}

/** Takes over a channel of the team as it is configured for all; of a PBX, to which this desk may have its own line, its name. */
export async function takeChannel({ store, channels, secrets, key }: ChannelContext, row: ChannelRow): Promise<void> {
  if (row.version <= versionOf(store, row.id)) return;
  const here = findChannel(store.read, row.id);
  if (eachDeskListens(row.kind) && here && hasLine(here.config)) {
    // Its own line stays, whatever the team has of it; only that all desks are to see the same history is everybody's.
    if (row.removed_at === null) store.write((tx) => setChannelAge(tx, row.id, row.created_at), { pulled: true });
  } else if (row.removed_at !== null) {
    await channels.leave(row.id);
    store.write((tx) => removeChannel(tx, row.id, row.removed_at ?? 0), { pulled: true });
  } else if (eachDeskListens(row.kind)) {
    await channels.save(withoutLine(row.id, row.name));
    store.write((tx) => setChannelAge(tx, row.id, row.created_at), { pulled: true });
  } else {
    await channels.save(secrets.join(row.config as ChannelConfig, openSecrets(key, row.id, row.secrets)), row.address);
    store.write((tx) => setChannelAge(tx, row.id, row.created_at), { pulled: true });
  }
  setVersion(store, row.id, row.version);
}
