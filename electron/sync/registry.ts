import type { Connector } from '../../shared/contract/connector.ts';
import type { ChannelConfig } from '../../shared/contract/provision.ts';
import type { Capabilities, ChannelKind } from '../../shared/model/index.ts';

/** Connectors by kind. Built at the composition root, so that the pumps know none of them by name. */
export type Registry = { readonly [K in ChannelKind]: Connector<Extract<ChannelConfig, { kind: K }>> };

/** The connector of a configuration, with the type of the one fitting the type of the other. */
export function connectorFor(registry: Registry, kind: ChannelKind): Connector {
  // Each entry accepts exactly the configuration of its own kind, and a channel is only ever given to the entry of its kind.
  return registry[kind] as unknown as Connector;
}

/** What a channel can carry: what its kind can, and what its own server says. */
export const capabilitiesOf = (
  registry: Registry,
  { kind, offers }: { kind: ChannelKind; offers: Partial<Capabilities> },
): Capabilities => ({ ...connectorFor(registry, kind).info.capabilities, ...offers });
