import type { Connection } from '../../shared/model/index.ts';
import { call } from '../bridge/client.ts';
import type { Slice } from './app-state.ts';

export type ConnectionsSlice = {
  /** Absent until the engine has answered for the first time. */
  connections?: Connection[];
  readConnections(): Promise<void>;
};

export const connectionsSlice: Slice<ConnectionsSlice> = (set) => ({
  readConnections: async () => {
    try {
      set({ connections: await call('connection.list', {}) });
    } catch {
      // The engine went away while it was asked; its next port asks again.
    }
  },
});
