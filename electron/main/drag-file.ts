import { constants } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { app, nativeImage, type WebContents } from 'electron';
import { safeFileName } from './file-name.ts';
import { storedPath } from './serve/handler.ts';

/** Under the pointer while it is dragged; pixels. */
const iconSize = 48;

const folderOf = (files: string): string => join(dirname(files), 'dragged');

/**
 * Lets a stored file be dragged out of the window, under its own name. What is dragged is a copy: the stored file is named by
 * its bytes, and another program may write into what it is given.
 */
export async function dragFile(contents: WebContents, files: string, hash: string, suggestedName: string): Promise<void> {
  const folder = join(folderOf(files), hash);
  const file = join(folder, safeFileName(suggestedName));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await copyFile(storedPath(files, hash), file, constants.COPYFILE_FICLONE);
  if (contents.isDestroyed()) return;
  const icon = nativeImage.createFromPath(join(app.getAppPath(), 'out', 'icon.png')).resize({ width: iconSize });
  contents.startDrag({ file, icon });
}

/** Copies that were dragged out earlier: whoever took one has it by now. */
export async function forgetDragged(files: string): Promise<void> {
  await rm(folderOf(files), { recursive: true, force: true });
}
