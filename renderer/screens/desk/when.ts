export type Later = 'hour' | 'evening' | 'tomorrow' | 'monday' | 'week';

const hourMs = 3_600_000;
/** The working day as most desks have it: mornings begin at nine, evenings at six. */
const morning = 9;
const evening = 18;

/** Local clock times, so that nine in the morning stays nine when the clocks change. */
function at(from: Date, days: number, hour: number): number {
  return new Date(from.getFullYear(), from.getMonth(), from.getDate() + days, hour).getTime();
}

/**
 * Moments something can be put off to, in order and each once: this evening only while it is not evening yet, Monday only where
 * it is not tomorrow.
 */
export function laterTimes(now: number): Array<{ id: Later; at: number }> {
  const today = new Date(now);
  const toMonday = (8 - today.getDay()) % 7 || 7;
  const times: Array<{ id: Later; at: number }> = [{ id: 'hour', at: now + hourMs }];
  const tonight = at(today, 0, evening);
  if (tonight - now > hourMs) times.push({ id: 'evening', at: tonight });
  times.push({ id: 'tomorrow', at: at(today, 1, morning) });
  if (toMonday > 1) times.push({ id: 'monday', at: at(today, toMonday, morning) });
  if (toMonday !== 7) times.push({ id: 'week', at: at(today, 7, morning) });
  return times.sort((a, b) => a.at - b.at);
}

/** What a field for date and time shows for a moment: local, without seconds. */
export function toField(time: number): string {
  const date = new Date(time - new Date(time).getTimezoneOffset() * 60_000);
  return date.toISOString().slice(0, 16);
}

/** The moment a field for date and time names; `undefined` while it is not whole. */
export function fromField(value: string): number | undefined {
  const time = new Date(value).getTime();
  return Number.isNaN(time) ? undefined : time;
}
