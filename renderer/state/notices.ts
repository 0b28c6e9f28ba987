import type { Notice } from '../../shared/model/index.ts';
import { call } from '../bridge/client.ts';
import type { Slice } from './app-state.ts';
import { share } from './share.ts';

export type NoticesSlice = {
  notices: Notice[];
  unseenNotices: number;
  readNotices(): Promise<void>;
};

const most = 100;

export const noticesSlice: Slice<NoticesSlice> = (set, get) => ({
  notices: [],
  unseenNotices: 0,
  readNotices: async () => {
    try {
      const { notices, unseen } = await call('notice.list', { limit: most });
      set({ notices: share(get().notices, notices), unseenNotices: unseen });
    } catch {
      // Read again with the next change.
    }
  },
});
