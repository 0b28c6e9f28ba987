import { readFileSync, writeFileSync } from 'node:fs';
import type { HIDDevice, Session } from 'electron';
import { origin } from './serve/route.ts';

/**
 * A headset chosen by its button is ours from then on, the last one also after a restart; other devices are nobody's business.
 * @param file keeps the one that was chosen last
 */
export function lendHeadsets(session: Pick<Session, 'on' | 'setDevicePermissionHandler'>, file: string): void {
  const kept = readChosen(file);
  const chosen = new Set<string>(kept === undefined ? [] : [kept]);
  session.on('select-hid-device', (event, { deviceList }, choose) => {
    event.preventDefault();
    // The page asks for telephone keys only. Of several, the button pressed again takes the next.
    const device = deviceList.find((each) => !chosen.has(named(each))) ?? deviceList[0];
    if (device) {
      chosen.add(named(device));
      keepChosen(file, named(device));
    }
    choose(device?.deviceId);
  });
  session.setDevicePermissionHandler(({ deviceType, origin: asking, device }) => {
    if (deviceType !== 'hid' || `${asking}/` !== `${origin}/`) return false;
    return (
      'vendorId' in device &&
      'productId' in device &&
      chosen.has(named({ vendorId: Number(device.vendorId), productId: Number(device.productId) }))
    );
  });
}

const named = ({ vendorId, productId }: Pick<HIDDevice, 'vendorId' | 'productId'>): string => `${vendorId}:${productId}`;

function readChosen(file: string): string | undefined {
  try {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof kept === 'string' ? kept : undefined;
  } catch {
    return undefined;
  }
}

function keepChosen(file: string, name: string): void {
  try {
    writeFileSync(file, JSON.stringify(name), { mode: 0o600 });
  } catch {
    // Chosen again after the next start.
  }
}
