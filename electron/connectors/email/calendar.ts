/** A line of iCalendar (RFC 5545, section 3.1), unfolded. */
type Line = { name: string; params: string; value: string };

/**
 * An invitation as a person reads it: what, when, where, who asks, and what they add; one line each, without words of ours.
 * Several appointments are parted by an empty line. Empty for what holds none.
 */
export function calendarText(source: string): string {
  const lines = source
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n')
    .flatMap(lineOf);
  const events: Line[][] = [];
  let depth: string[] = [];
  for (const line of lines) {
    if (line.name === 'BEGIN') {
      depth.push(line.value.toUpperCase());
      if (/^V(EVENT|TODO|JOURNAL)$/.test(depth.at(-1) ?? '')) events.push([]);
    } else if (line.name === 'END') depth = depth.slice(0, -1);
    // An alarm inside an appointment has words of its own.
    else if (/^V(EVENT|TODO|JOURNAL)$/.test(depth.at(-1) ?? '')) events.at(-1)?.push(line);
  }
  return events
    .map(eventText)
    .filter((text) => text !== '')
    .join('\n\n');
}

function lineOf(text: string): Line[] {
  const match = /^([\w-]+)((?:;[\w-]+=(?:"[^"]*"|[^";:]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)$/.exec(text);
  return match === null ? [] : [{ name: (match[1] ?? '').toUpperCase(), params: match[2] ?? '', value: match[3] ?? '' }];
}

function eventText(lines: readonly Line[]): string {
  const line = (name: string) => lines.find((each) => each.name === name);
  const text = (name: string) => unescaped(line(name)?.value ?? '').trim();
  const start = momentOf(line('DTSTART') ?? line('DUE'));
  const end = momentOf(line('DTEND') ?? line('DUE')) ?? after(start, line('DURATION')?.value);
  const organiser = line('ORGANIZER');
  return [
    text('SUMMARY'),
    period(start, end),
    text('LOCATION'),
    organiser === undefined ? '' : personOf(organiser),
    text('DESCRIPTION'),
  ]
    .filter((each) => each !== '')
    .join('\n');
}

/** TEXT of RFC 5545, section 3.3.11. */
function unescaped(value: string): string {
  return value.replace(/\\([\\;,nN])/g, (_, char: string) => (char.toLowerCase() === 'n' ? '\n' : char));
}

/** `date` and `time` as they are shown; `at` is that as if it were UTC, epoch ms. */
type Moment = { date: string; time: string; zone: string; at: number };

function momentOf(line: Line | undefined): Moment | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(?:\d{2})?(Z?))?$/.exec(line?.value.trim() ?? '');
  if (match === null) return undefined;
  const [, year, month, day, hours, minutes, utc] = match;
  const zone = utc === 'Z' ? 'UTC' : zoneIn(line?.params ?? '');
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hours ?? 0), Number(minutes ?? 0));
  return { date: `${year}-${month}-${day}`, time: hours === undefined ? '' : `${hours}:${minutes}`, zone, at };
}

/** Between quotation marks it may hold what else parts parameters: "(UTC+03:00) Moscow, St. Petersburg". */
function zoneIn(params: string): string {
  const zone = /;TZID=(?:"([^"]*)"|([^";:]+))/i.exec(params);
  return (zone?.[1] ?? zone?.[2] ?? '').trim();
}

/** A duration (RFC 5545, section 3.3.6) behind a moment. */
function after(start: Moment | undefined, duration: string | undefined): Moment | undefined {
  const match = /^\+?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+S)?)?$/.exec(duration?.trim() ?? '');
  if (start === undefined || match === null) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return shifted(start, (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000);
}

function shifted(moment: Moment, ms: number): Moment | undefined {
  const at = moment.at + ms;
  if (!(Math.abs(at) < 8.64e15)) return undefined;
  const [date = '', time = ''] = new Date(at).toISOString().split('T');
  return { ...moment, at, date, time: moment.time === '' ? '' : time.slice(0, 5) };
}

function period(start: Moment | undefined, end: Moment | undefined): string {
  if (start === undefined) return '';
  const from = `${start.date} ${start.time}`.trim();
  const zone = start.zone === '' ? '' : ` (${start.zone})`;
  // The end of a whole day is the day after it (RFC 5545, section 3.6.1).
  const last = end === undefined || start.time !== '' ? end : shifted(end, -86_400_000);
  if (last === undefined || last.at <= start.at) return `${from}${zone}`;
  return `${from} – ${last.date === start.date ? last.time : `${last.date} ${last.time}`.trim()}${zone}`;
}

function personOf({ value, params }: Line): string {
  const name = /;CN=(?:"([^"]*)"|([^;:]*))/i.exec(params);
  const shown = (name?.[1] ?? name?.[2] ?? '').trim();
  const address = value.replace(/^mailto:/i, '').trim();
  if (shown === '' || shown === address) return address;
  return address.includes('@') ? `${shown} <${address}>` : shown;
}
