import type { FileStore } from '../../shared/contract/connector.ts';
import type { ChannelConfig } from '../../shared/contract/provision.ts';
import type { TeamAddress } from '../core/team-url.ts';
import type { Store } from '../store/store.ts';

/** What a desk brings along to its team. */
export type TeamOptions = {
  store: Store;
  files: FileStore;
  address: TeamAddress;
  password: string;
  kind: 'desk' | 'relay';
  /** What colleagues read where it says who runs a channel. */
  name: string;
  program: string;
  secrets: {
    split(config: ChannelConfig): { open: ChannelConfig; secrets: Record<string, string> };
    join(open: ChannelConfig, secrets: Record<string, string>): ChannelConfig;
  };
  now(): number;
  log: {
    info(fields: Record<string, unknown>, message: string): void;
    warn(fields: Record<string, unknown>, message: string): void;
    error(fields: Record<string, unknown>, message: string): void;
  };
};
