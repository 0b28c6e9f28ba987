import type { Connection, TeamConnection } from '../../shared/model/index.ts';
import { call } from '../bridge/client.ts';
import type { Slice } from './app-state.ts';
import { share } from './share.ts';

export type ConnectionsSlice = {
  /** Absent until the engine has answered for the first time. */
  connections?: Connection[];
  /** Grows whenever they were read: something of a channel may have changed that they do not show. */
  connectionsRead: number;
  /** How the desk stands with its team; `null` when it is in none. */
  team: TeamConnection | null;
  readConnections(): Promise<void>;
};

export const connectionsSlice: Slice<ConnectionsSlice> = (set, get) => ({
  connectionsRead: 0,
  team: null,
  readConnections: async () => {
    try {
      const [connections, team] = await Promise.all([call('connection.list', {}), call('team.get', {})]);
      set({
        connections: share(get().connections, connections),
        connectionsRead: get().connectionsRead + 1,
        team: share(get().team, team),
      });
    } catch {
      // The engine went away while it was asked; its next port asks again.
    }
  },
});
