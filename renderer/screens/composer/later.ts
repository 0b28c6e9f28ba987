const hour = 3_600_000;
const morning = 9;

export type LaterTime = { name: 'hour' | 'tomorrow' | 'monday'; at: number };

/** Times worth one press, on this machine's calendar: in an hour, tomorrow at nine, and Monday at nine where that is another day. */
export function laterTimes(now: number): LaterTime[] {
  const tomorrow = atMorning(now, 1);
  const untilMonday = (8 - new Date(now).getDay()) % 7 || 7;
  return [
    { name: 'hour', at: now + hour },
    { name: 'tomorrow', at: tomorrow },
    ...(untilMonday > 1 ? [{ name: 'monday' as const, at: atMorning(now, untilMonday) }] : []),
  ];
}

function atMorning(now: number, days: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days, morning).getTime();
}

/** `2026-11-22T09:00`, as a field for date and time has it. */
export function toField(at: number): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

export function fromField(text: string): number | undefined {
  const at = new Date(text).getTime();
  return Number.isNaN(at) ? undefined : at;
}
