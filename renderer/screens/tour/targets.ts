import type { TourStep } from '../../state/tour-steps.ts';

/** What each step points at; the first of them that is on screen. A narrow window has the panel's button instead of the panel. */
const selectors: Record<TourStep, readonly string[]> = {
  list: ['[data-tour="list"]'],
  timeline: ['[role="log"]', '[data-tour="person"]'],
  reply: ['[data-tour="composer"]', '[data-tour="person"]'],
  customer: ['[data-tour="customer"]', '[data-tour="customer-button"]', '[data-tour="person"]'],
  palette: ['[data-tour="search"]'],
  notices: ['[data-tour="notices"]'],
};

export function targetOf(step: TourStep): Element | undefined {
  const all = selectors[step].flatMap((selector) => [...document.querySelectorAll(selector)]);
  return all.find((element) => element.checkVisibility());
}
