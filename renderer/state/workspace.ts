import type { WorkspaceView } from '../../shared/contract/api.ts';
import { asCallError, type CallError } from '../bridge/call-error.ts';
import { call } from '../bridge/client.ts';
import type { Slice } from './app-state.ts';
import { share } from './share.ts';

export type WorkspaceSlice = {
  workspace?: WorkspaceView;
  workspaceError?: CallError | undefined;
  readWorkspace(): Promise<void>;
};

export const workspaceSlice: Slice<WorkspaceSlice> = (set, get) => ({
  readWorkspace: async () => {
    try {
      set({ workspace: share(get().workspace, await call('workspace.get', {})), workspaceError: undefined });
    } catch (caught) {
      set({ workspaceError: asCallError(caught) });
    }
  },
});
