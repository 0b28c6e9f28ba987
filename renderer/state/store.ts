import { create } from 'zustand';
import type { AppState } from './app-state.ts';
import { callsSlice } from './calls.ts';
import { composerSlice } from './composer.ts';
import { connectionsSlice } from './connections.ts';
import { deskSlice } from './desk.ts';
import { floorSlice } from './floor.ts';
import { inboxSlice } from './inbox.ts';
import { layoutSlice } from './layout.ts';
import { noticesSlice } from './notices.ts';
import { personSlice } from './person.ts';
import { phoneSlice } from './phone.ts';
import { searchSlice } from './search.ts';
import { teamSlice } from './team.ts';
import { tourSlice } from './tour.ts';
import { workspaceSlice } from './workspace.ts';

/** The one store. Screens read it through selectors. */
export const useApp = create<AppState>()((...args) => ({
  ...layoutSlice(...args),
  ...workspaceSlice(...args),
  ...inboxSlice(...args),
  ...personSlice(...args),
  ...composerSlice(...args),
  ...searchSlice(...args),
  ...connectionsSlice(...args),
  ...deskSlice(...args),
  ...noticesSlice(...args),
  ...callsSlice(...args),
  ...phoneSlice(...args),
  ...teamSlice(...args),
  ...floorSlice(...args),
  ...tourSlice(...args),
}));
