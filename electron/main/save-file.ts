import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import { safeFileName } from './file-name.ts';
import { storedPath } from './serve/handler.ts';

/** Asks where to, then copies. False when the person thought better of it. */
export async function saveFile(window: BrowserWindow, files: string, hash: string, suggestedName: string): Promise<boolean> {
  const path = await askWhere(window, suggestedName);
  if (path === undefined) return false;
  await copyFile(storedPath(files, hash), path);
  return true;
}

/** The same with a text that the window made. */
export async function saveText(window: BrowserWindow, text: string, suggestedName: string): Promise<boolean> {
  const path = await askWhere(window, suggestedName);
  if (path === undefined) return false;
  await writeFile(path, text);
  return true;
}

async function askWhere(window: BrowserWindow, suggestedName: string): Promise<string | undefined> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('downloads'), safeFileName(suggestedName)),
  });
  return canceled || !filePath ? undefined : filePath;
}
