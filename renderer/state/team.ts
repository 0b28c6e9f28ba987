import type { TeamView } from '../../shared/contract/team.ts';
import type { CustomerId } from '../../shared/model/index.ts';
import { call } from '../bridge/client.ts';
import type { Slice } from './app-state.ts';

export type TeamSlice = {
  /** What this desk sees of its team; `null` of a desk in none, and until the engine has answered. */
  teamView: TeamView | null;
  /** Whom a lead looks at over the holder's shoulder: said to the others as long as that person is on screen. */
  following?: CustomerId | undefined;
  readTeam(): Promise<void>;
  follow(customerId: CustomerId | undefined): void;
};

export const teamSlice: Slice<TeamSlice> = (set) => {
  let latest = 0;
  return {
    teamView: null,
    readTeam: async () => {
      latest += 1;
      const asked = latest;
      const teamView = await call('team.view', {}).catch(() => undefined);
      // An answer that was overtaken says how it was; one that failed leaves what is known.
      if (teamView !== undefined && asked === latest) set({ teamView });
    },
    follow: (following) => set({ following }),
  };
};
