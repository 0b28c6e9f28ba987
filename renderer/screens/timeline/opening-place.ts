import type { Person } from '../../state/person.ts';

type Wanted = Pick<Person, 'target' | 'toEnd' | 'readUpTo'>;

/** Of what was said before the new, this much stays in sight above it. */
const contextPx = 80;
const edgePx = 12;

/**
 * Scroll position a timeline opens at: the end where it was asked for; a found item in the middle; else the first news not yet read; else the end, but
 * never past the beginning of a last item that is longer than the window.
 */
export function openingPlace(box: HTMLElement, { target, toEnd, readUpTo }: Wanted): number {
  const end = Math.max(0, box.scrollHeight - box.clientHeight);
  if (toEnd) return end;
  const items = [...box.querySelectorAll<HTMLElement>('[data-item]')];
  const found = target === undefined ? undefined : items.find((item) => item.dataset.item === target);
  if (found) return Math.min(end, Math.max(0, found.offsetTop - (box.clientHeight - found.offsetHeight) / 2));
  const border = box.querySelector<HTMLElement>('[data-unseen]');
  if (border) return Math.min(end, border.offsetTop - contextPx);
  const unread = items.find(
    ({ dataset }) => dataset.direction === 'in' && dataset.historic === undefined && Number(dataset.arrival) > readUpTo,
  );
  const last = items.at(-1);
  const first = unread ?? (last && last.offsetHeight > box.clientHeight ? last : undefined);
  return first ? Math.min(end, Math.max(0, first.offsetTop - edgePx)) : end;
}
