import { type HeadsetKey, keyPressed, lampReport } from './headset-reports.ts';

export type Headset = {
  name: string;
  /** What the lamps of the headset say, where it has any. */
  show(state: { ringing: boolean; talking: boolean; muted: boolean }): void;
  close(): void;
};

/** Lets the person choose a headset; must be called while a click is fresh. */
export async function chooseHeadset(onKey: (key: HeadsetKey) => void): Promise<Headset | undefined> {
  if (!('hid' in navigator)) return undefined;
  const [device] = await navigator.hid.requestDevice({ filters: [{ usagePage: 0x0b }] });
  return device === undefined ? undefined : open(device, onKey);
}

/** A headset that was chosen before and is plugged in. */
export async function knownHeadset(onKey: (key: HeadsetKey) => void): Promise<Headset | undefined> {
  if (!('hid' in navigator)) return undefined;
  const devices = await navigator.hid.getDevices();
  const device = devices.find(({ collections }) => collections.some(({ usagePage }) => usagePage === 0x0b));
  return device === undefined ? undefined : open(device, onKey);
}

async function open(device: HIDDevice, onKey: (key: HeadsetKey) => void): Promise<Headset> {
  if (!device.opened) await device.open();
  const heard = ({ reportId, data }: HIDInputReportEvent): void => {
    const key = keyPressed(device.collections, reportId, data);
    if (key !== undefined) onKey(key);
  };
  device.addEventListener('inputreport', heard);
  return {
    name: device.productName,
    show(state) {
      const report = lampReport(device.collections, state);
      // A headset that was just unplugged has no lamps; the next one is asked anew.
      if (report !== undefined) void device.sendReport(report.id, report.bytes).catch(() => undefined);
    },
    close() {
      device.removeEventListener('inputreport', heard);
      void device.close();
    },
  };
}
