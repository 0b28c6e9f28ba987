/**
 * What somebody did with a headset: took it off its hook or put it back (whatever its one button of calls is), or pressed a key.
 */
export type HeadsetKey = 'hook-up' | 'hook-down' | 'mute' | 'flash' | 'drop';

/** What the lamps say. `offHook`: on a call, held ones and those that ring at the other end too; a headset opens its line by it. */
export type Lamps = { ringing: boolean; offHook: boolean; muted: boolean };

export type LampReport = { id: number; bytes: Uint8Array<ArrayBuffer> };

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

/**
 * HID Usage Tables 1.4, page in the upper 16 bits: 0x0B (telephony), of which the hook and mute are on or off (OOC), flash and drop
 * are pressed and let go (MC); 0x08 (LED).
 */
const usage = {
  hookSwitch: 0x0b_0020,
  flash: 0x0b_0021,
  drop: 0x0b_0026,
  mute: 0x0b_002f,
  lampMute: 0x08_0009,
  lampOffHook: 0x08_0017,
  lampRing: 0x08_0018,
} as const;

const pressed = [
  [usage.mute, 'mute'],
  [usage.flash, 'flash'],
  [usage.drop, 'drop'],
] as const;

export type KeyReader = {
  /** What was done since the report before: each report says how all its keys stand, whichever of them it is about. */
  read(reportId: number, data: DataView): HeadsetKey[];
  /** The lamps were set. A headset answers the one of the hook by moving its own hook along, which nobody pressed. */
  told(offHook: boolean): void;
};

export function keyReader(collections: readonly Collection[]): KeyReader {
  const inputs = reportsOf(collections, 'inputReports');
  const hasLamp = reportsOf(collections, 'outputReports').some((report) =>
    placesOf(report).some(({ usage: named }) => named === usage.lampOffHook),
  );
  const stands = new Map<number, boolean>();
  let lamp = false;
  /** How a key stands now, if that is another way than before. */
  const moved = (reportId: number, data: DataView, wanted: number): boolean | undefined => {
    const now = readBit(inputs, reportId, data, wanted);
    if (now === undefined || now === (stands.get(wanted) ?? false)) return undefined;
    stands.set(wanted, now);
    return now;
  };
  return {
    read(reportId, data) {
      const keys: HeadsetKey[] = pressed.flatMap(([wanted, key]) => (moved(reportId, data, wanted) === true ? [key] : []));
      const hook = moved(reportId, data, usage.hookSwitch);
      if (hook !== undefined && !(hasLamp && hook === lamp)) keys.push(hook ? 'hook-up' : 'hook-down');
      return keys;
    },
    told(offHook) {
      lamp = offHook;
    },
  };
}

/** The reports that set the lamps, as many as the headset has. */
export function lampReports(collections: readonly Collection[], { ringing, offHook, muted }: Lamps): LampReport[] {
  const lamps = new Map<number, boolean>([
    [usage.lampOffHook, offHook],
    [usage.lampRing, ringing],
    [usage.lampMute, muted],
  ]);
  return reportsOf(collections, 'outputReports').flatMap((report) => {
    const places = placesOf(report);
    if (!places.some(({ usage: named }) => lamps.has(named))) return [];
    const bits = (report.items ?? []).reduce((sum, item) => sum + (item.reportSize ?? 0) * (item.reportCount ?? 0), 0);
    const bytes = new Uint8Array(Math.ceil(bits / 8));
    for (const { usage: named, bit } of places) {
      const byte = bit >> 3;
      if (lamps.get(named) === true) bytes[byte] = (bytes[byte] ?? 0) | (1 << (bit & 7));
    }
    return [{ id: report.reportId ?? 0, bytes }];
  });
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
