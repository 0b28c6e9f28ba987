/** What a key of a headset asks for. `hook`: answer, or hang up; `reject`, `mute` as they say. */
export type HeadsetKey = 'hook-up' | 'hook-down' | 'mute' | 'reject';

/** A part of WebHID's description of a report, as far as it is needed. */
type Has<T> = { [K in keyof T]?: T[K] | undefined };
type ReportItem = Has<{
  usages: readonly number[];
  isRange: boolean;
  usageMinimum: number;
  usageMaximum: number;
  reportSize: number;
  reportCount: number;
}>;
type Report = Has<{ reportId: number; items: readonly ReportItem[] }>;
export type Collection = Has<{
  usagePage: number;
  inputReports: readonly Report[];
  outputReports: readonly Report[];
  children: readonly Collection[];
}>;

/** USB HID Usage Tables 1.4: page 0x0B (telephony) and 0x08 (LED), page in the upper 16 bits. */
const usage = {
  hookSwitch: 0x0b_0020,
  mute: 0x0b_002f,
  reject: 0x0b_00fd,
  lampMute: 0x08_0009,
  lampOffHook: 0x08_0017,
  lampRing: 0x08_0018,
} as const;

/** Reads one report of keys. The switch of the hook is a state, the others are pressed and let go. */
export function keyPressed(collections: readonly Collection[], reportId: number, data: DataView): HeadsetKey | undefined {
  const bit = (wanted: number): boolean | undefined => readBit(reportsOf(collections, 'inputReports'), reportId, data, wanted);
  if (bit(usage.mute) === true) return 'mute';
  if (bit(usage.reject) === true) return 'reject';
  const hook = bit(usage.hookSwitch);
  return hook === undefined ? undefined : hook ? 'hook-up' : 'hook-down';
}

/** The report that sets the lamps, where the headset has any. */
export function lampReport(
  collections: readonly Collection[],
  state: { ringing: boolean; talking: boolean; muted: boolean },
): { id: number; bytes: Uint8Array<ArrayBuffer> } | undefined {
  const lamps = new Map<number, boolean>([
    [usage.lampOffHook, state.talking],
    [usage.lampRing, state.ringing],
    [usage.lampMute, state.muted],
  ]);
  for (const report of reportsOf(collections, 'outputReports')) {
    const places = placesOf(report);
    if (!places.some(({ usage: named }) => lamps.has(named))) continue;
    const bits = (report.items ?? []).reduce((sum, item) => sum + (item.reportSize ?? 0) * (item.reportCount ?? 0), 0);
    const bytes = new Uint8Array(Math.ceil(bits / 8));
    for (const { usage: named, bit } of places) {
      const byte = bit >> 3;
      if (lamps.get(named) === true) bytes[byte] = (bytes[byte] ?? 0) | (1 << (bit & 7));
    }
    return { id: report.reportId ?? 0, bytes };
  }
  return undefined;
}

function reportsOf(collections: readonly Collection[], kind: 'inputReports' | 'outputReports'): Report[] {
  return collections.flatMap((each) => [...(each[kind] ?? []), ...reportsOf(each.children ?? [], kind)]);
}

/** Where each usage of one bit stands in a report. */
function placesOf(report: Report): Array<{ usage: number; bit: number }> {
  const places: Array<{ usage: number; bit: number }> = [];
  let bit = 0;
  for (const item of report.items ?? []) {
    const size = item.reportSize ?? 0;
    const count = item.reportCount ?? 0;
    for (let n = 0; n < count; n++) {
      const named = item.isRange === true ? (item.usageMinimum ?? 0) + n : item.usages?.[n];
      if (size === 1 && named !== undefined) places.push({ usage: named, bit });
      bit += size;
    }
  }
  return places;
}

function readBit(reports: readonly Report[], reportId: number, data: DataView, wanted: number): boolean | undefined {
  for (const report of reports) {
    if ((report.reportId ?? 0) !== reportId) continue;
    const place = placesOf(report).find((each) => each.usage === wanted);
    if (place !== undefined && place.bit >> 3 < data.byteLength)
      return ((data.getUint8(place.bit >> 3) >> (place.bit & 7)) & 1) === 1;
  }
  return undefined;
}
