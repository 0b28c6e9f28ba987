import type { PhoneTrouble } from '../../shared/contract/softphone.ts';
import { type HeadsetKey, keyReader, type Lamps, lampReports } from './headset-reports.ts';

export type Headset = {
  name: string;
  /** What the lamps of the headset say, where it has any. */
  show(lamps: Lamps): void;
  close(): Promise<void>;
};

export type HeadsetEvents = {
  key(key: HeadsetKey): void;
  /** It was unplugged. */
  gone(): void;
};

const telephony = 0x0b;
/** A headset is several devices to the system; this is the one with the keys of calls. */
const hasKeys = ({ collections }: HIDDevice): boolean => collections.some(({ usagePage }) => usagePage === telephony);

/**
 * Lets the person choose a headset; must be called while a click is fresh.
 *
 * @throws DOMException when the system does not let them
 */
export async function chooseHeadset(): Promise<HIDDevice | undefined> {
  if (!('hid' in navigator)) return undefined;
  return (await navigator.hid.requestDevice({ filters: [{ usagePage: telephony }] })).find(hasKeys);
}

/** A headset that was chosen before and is plugged in. */
export async function knownHeadset(): Promise<HIDDevice | undefined> {
  return 'hid' in navigator ? (await navigator.hid.getDevices()).find(hasKeys) : undefined;
}

/** Tells when one that was chosen before is plugged in. */
export function watchPlugs(plugged: () => void): void {
  if ('hid' in navigator) navigator.hid.addEventListener('connect', plugged);
}

/** Why the keys of a headset cannot be had (WebHID, `requestDevice` and `open`). */
export const headsetTrouble = (error: unknown): PhoneTrouble => ({
  problem: 'headset-refused',
  said: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
});

/**
 * Listens to its keys.
 *
 * @throws DOMException when the system or another program does not let go of it
 */
export async function wearHeadset(device: HIDDevice, { key, gone }: HeadsetEvents): Promise<Headset> {
  if (!device.opened) await device.open();
  const keys = keyReader(device.collections);
  /** As last sent, by number of the report. */
  const sent = new Map<number, string>();
  const heard = ({ reportId, data }: HIDInputReportEvent): void => {
    for (const each of keys.read(reportId, data)) {
      // Its hook has moved: what the lamps say is told anew, so that it goes back where nothing came of that.
      sent.clear();
      key(each);
    }
  };
  const left = ({ device: which }: HIDConnectionEvent): void => {
    if (which === device) gone();
  };
  device.addEventListener('inputreport', heard);
  navigator.hid.addEventListener('disconnect', left);
  return {
    name: device.productName,
    show(lamps) {
      keys.told(lamps.offHook);
      for (const { id, bytes } of lampReports(device.collections, lamps)) {
        if (sent.get(id) === bytes.join()) continue;
        sent.set(id, bytes.join());
        // A headset that was just unplugged has no lamps; the next one is asked anew.
        void device.sendReport(id, bytes).catch(() => sent.delete(id));
      }
    },
    async close() {
      device.removeEventListener('inputreport', heard);
      navigator.hid.removeEventListener('disconnect', left);
      // Unplugged, it is closed already.
      await device.close().catch(() => undefined);
    },
  };
}
