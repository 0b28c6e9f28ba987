import { type BrowserWindow, dialog, type Session } from 'electron';
import { origin } from './serve/route.ts';
import type { Words } from './words.ts';

/** A headset chosen by its button stays ours until the program ends; other devices are nobody's business. */
export function lendHeadsets(session: Session): void {
  const chosen = new Set<string>();
  const named = ({ vendorId, productId }: { vendorId: number; productId: number }): string => `${vendorId}:${productId}`;
  session.on('select-hid-device', (event, { deviceList }, choose) => {
    event.preventDefault();
    // The page asks for telephone keys only. Of several, the button pressed again takes the next.
    const device = deviceList.find((each) => !chosen.has(named(each))) ?? deviceList[0];
    if (device) chosen.add(named(device));
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

/** Whether somebody who talks means to leave. */
export async function meansToHangUp(window: BrowserWindow, words: Words): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: words.onCall,
    detail: words.onCallDetail,
    buttons: [words.stay, words.hangUpAndQuit],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}
