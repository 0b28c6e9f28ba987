import { create } from 'zustand';
import type { CustomerId } from '../../../shared/model/index.ts';

/** About whom it is asked whether a colleague who is writing is to be passed over. */
export const useTakeOverQuestion = create<{
  customerId: CustomerId | undefined;
  ask(customerId: CustomerId): void;
  close(): void;
}>()((set) => ({
  customerId: undefined,
  ask: (customerId) => set({ customerId }),
  close: () => set({ customerId: undefined }),
}));
