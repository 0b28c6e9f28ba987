import type { StateCreator } from 'zustand';
import type { CallsSlice } from './calls.ts';
import type { ComposerSlice } from './composer.ts';
import type { ConnectionsSlice } from './connections.ts';
import type { DeskSlice } from './desk.ts';
import type { FloorSlice } from './floor.ts';
import type { InboxSlice } from './inbox.ts';
import type { LayoutSlice } from './layout.ts';
import type { NoticesSlice } from './notices.ts';
import type { PersonSlice } from './person.ts';
import type { PhoneSlice } from './phone.ts';
import type { SearchSlice } from './search.ts';
import type { TeamSlice } from './team.ts';
import type { TourSlice } from './tour.ts';
import type { WorkspaceSlice } from './workspace.ts';

/** Everything the window knows: a projection of the engine's state, plus what is being typed. */
export type AppState = WorkspaceSlice &
  InboxSlice &
  PersonSlice &
  ComposerSlice &
  SearchSlice &
  ConnectionsSlice &
  LayoutSlice &
  DeskSlice &
  PhoneSlice &
  NoticesSlice &
  CallsSlice &
  TeamSlice &
  FloorSlice &
  TourSlice;

export type Slice<S> = StateCreator<AppState, [], [], S>;
