import type { Slice } from './app-state.ts';
import { stepFrom, type TourStep, tourSteps } from './tour-steps.ts';

export type TourSlice = {
  /** Absent while no tour is under way. */
  tourStep?: TourStep | undefined;
  startTour(): void;
  /** A step on, or back; beyond the last the tour is over. */
  moveTour(by: 1 | -1): void;
  /** Over, or not wanted: it is not offered again. */
  endTour(): void;
};

export const tourSlice: Slice<TourSlice> = (set) => ({
  startTour: () => set({ tourStep: tourSteps[0], tourSeen: true, place: 'inbox' }),
  moveTour: (by) => set(({ tourStep }) => (tourStep === undefined ? {} : { tourStep: stepFrom(tourStep, by) })),
  endTour: () => set({ tourStep: undefined, tourSeen: true }),
});
