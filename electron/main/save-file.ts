import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import { safeFileName } from './file-name.ts';
import { storedPath } from './serve/handler.ts';

/** Asks where to, then copies. False when the person thought better of it. */
export async function saveFile(window: BrowserWindow, files: string, hash: string, suggestedName: string): Promise<boolean> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('downloads'), safeFileName(suggestedName)),
  });
  if (canceled || !filePath) return false;
  await copyFile(storedPath(files, hash), filePath);
  return true;
}
