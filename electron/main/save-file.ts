import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import { storedPath } from './serve/handler.ts';

/** A name that a stranger chose, made fit for any file system: no folders, no control or reserved characters, not endless. */
export function safeFileName(name: string): string {
  const cleaned = Array.from(name, (letter) => (letter < ' ' || '\\/:*?"<>|'.includes(letter) ? '_' : letter)).join('');
  const bare = cleaned.replace(/^[.\s]+|[.\s]+$/g, '');
  if (bare.length <= 150) return bare || 'file';
  const dot = bare.lastIndexOf('.');
  const extension = dot > 0 && bare.length - dot <= 12 ? bare.slice(dot) : '';
  return bare.slice(0, 150 - extension.length) + extension;
}

/** Asks where to, then copies. False when the person thought better of it. */
export async function saveFile(window: BrowserWindow, files: string, hash: string, suggestedName: string): Promise<boolean> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('downloads'), safeFileName(suggestedName)),
  });
  if (canceled || !filePath) return false;
  await copyFile(storedPath(files, hash), filePath);
  return true;
}
