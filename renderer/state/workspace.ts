import type { WorkspaceView } from '../../shared/contract/api.ts';
import { asCallError, type CallError } from '../bridge/call-error.ts';
import { call } from '../bridge/client.ts';
import type { Slice } from './app-state.ts';
import { share } from './share.ts';

export type WorkspaceSlice = {
  workspace?: WorkspaceView;
  workspaceError?: CallError | undefined;
  /** Grows whenever it was read: something of it may have changed that it does not show. */
  workspaceRead: number;
  readWorkspace(): Promise<void>;
};

export const workspaceSlice: Slice<WorkspaceSlice> = (set, get) => ({
  workspaceRead: 0,
  readWorkspace: async () => {
    try {
      const workspace = await call('workspace.get', {});
      set({
        workspace: share(get().workspace, workspace),
        workspaceError: undefined,
        workspaceRead: get().workspaceRead + 1,
      });
      get().leaveTagsBut(workspace.tags.map(({ id }) => id));
    } catch (caught) {
      set({ workspaceError: asCallError(caught) });
    }
  },
});
