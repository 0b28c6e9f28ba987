/** What the tour points at, in order. */
export const tourSteps = ['list', 'timeline', 'reply', 'customer', 'palette', 'notices'] as const;
export type TourStep = (typeof tourSteps)[number];

/** The step one on or back; `undefined` beyond the last. There is nothing before the first. */
export function stepFrom(step: TourStep, by: 1 | -1): TourStep | undefined {
  return tourSteps[Math.max(0, tourSteps.indexOf(step) + by)];
}
