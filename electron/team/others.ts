import type { Channels } from '../sync/channels.ts';
import { type ChannelContext, takeChannel } from './channels.ts';
import type { TeamOptions } from './options.ts';
import { showOrder } from './outgoing.ts';
import { takeAgent } from './people.ts';
import { isThing, takeThing } from './things.ts';
import type { AgentRow, Change, ChannelRow, OutboxRow } from './wire.ts';

export type OthersContext = {
  desk: TeamOptions;
  channels: Channels | undefined;
  key: Uint8Array | undefined;
  leaseChanged(): void;
};

/** Takes in what concerns no timeline: agents, channels, leases, answers on their way. In the order of change. */
export async function takeOthers(ctx: OthersContext, changes: readonly Change[]): Promise<void> {
  const { store, log } = ctx.desk;
  const channels = channelContext(ctx);
  for (const { kind, id, body } of changes) {
    if (isThing(kind)) store.write((tx) => takeThing(tx, { kind, id, body }, ctx.desk.now()), { pulled: true });
    if (body === null) continue;
    if (kind === 'agent') store.write((tx) => takeAgent(tx, body as AgentRow), { pulled: true });
    if (kind === 'channel' && channels)
      await takeChannel(channels, body as ChannelRow).catch((error: unknown) =>
        log.error({ err: String(error) }, 'a channel of the team could not be taken over'),
      );
    if (kind === 'outbox') store.write((tx) => showOrder(tx, body as OutboxRow), { pulled: true });
    if (kind === 'lease') ctx.leaseChanged();
  }
}

/** What sharing and taking channels needs; none without the key of the team. */
export function channelContext({ desk, channels, key }: Omit<OthersContext, 'leaseChanged'>): ChannelContext | undefined {
  const { store, secrets } = desk;
  return channels && key && { store, channels, secrets, key };
}
