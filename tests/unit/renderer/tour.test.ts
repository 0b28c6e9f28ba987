import { expect, it } from 'vitest';
import { stepFrom, type TourStep, tourSteps } from '../../../renderer/state/tour-steps.ts';

it('has six steps, goes through them in order and is over after the last', () => {
  const seen: TourStep[] = [];
  for (let step: TourStep | undefined = tourSteps[0]; step !== undefined; step = stepFrom(step, 1)) seen.push(step);
  expect(seen).toEqual(['list', 'timeline', 'reply', 'customer', 'palette', 'notices']);
});

it('goes back, and no further than the first', () => {
  expect(stepFrom('notices', -1)).toBe('palette');
  expect(stepFrom('list', -1)).toBe('list');
});
