import { type BrowserWindow, dialog } from 'electron';
import type { Words } from './words.ts';

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
