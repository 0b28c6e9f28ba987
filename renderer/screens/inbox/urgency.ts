/** How pressing a wait is: `none` when nobody waits, `near` from three quarters of the limit on, `past` when it is over. */
export type Urgency = 'none' | 'calm' | 'near' | 'past';

const minuteMs = 60_000;

/** Colour is for what runs out. Without a limit nothing does. */
export function urgencyOf(waitingSince: number | undefined, now: number, limitMinutes: number | undefined): Urgency {
  if (waitingSince === undefined) return 'none';
  if (limitMinutes === undefined || limitMinutes <= 0) return 'calm';
  const waited = (now - waitingSince) / minuteMs;
  if (waited >= limitMinutes) return 'past';
  return waited >= limitMinutes * 0.75 ? 'near' : 'calm';
}
