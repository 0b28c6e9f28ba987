import i18next from 'i18next';
import type { RefObject } from 'react';
import type { ReplyOption } from '../../../shared/contract/api.ts';
import type { Editor } from '../../editor/editor.ts';
import { fileSize } from '../../i18n/size.ts';
import { chosenOption, editorKey, forwardOption } from '../../state/drafts.ts';
import { useApp } from '../../state/store.ts';
import type { WritingView } from '../../state/writing-view.ts';
import { focusEditor } from '../focus.ts';
import { showToast } from '../toast.ts';
import { fits } from './reply-limits.ts';

function say(message: string): void {
  showToast({ message, color: 'red', autoClose: 10_000 });
}

export function tellFolders(names: readonly string[]): void {
  for (const name of names) say(i18next.t('composer.folder', { name }));
}

/** Puts files beside the reply, or beside what is being passed on. One that the chosen way cannot carry is explained before it is copied. */
export async function attachFiles(view: WritingView, files: readonly File[]): Promise<void> {
  const app = useApp.getState();
  const passingOn = app.editors[editorKey('forward', view.id)];
  const kind = app.composing === 'forward' && passingOn?.forward ? 'forward' : 'reply';
  const option =
    kind === 'forward'
      ? forwardOption(view, passingOn?.channelId)
      : chosenOption(view, app.editors[editorKey('reply', view.id)]?.route);
  const limit = option?.capabilities.attachments?.maxBytes;
  if (limit === undefined) {
    say(i18next.t('composer.noFiles'));
    return;
  }
  const [fitting, tooLarge] = [files.filter((file) => fits(file.size, option)), files.filter((file) => !fits(file.size, option))];
  for (const { name, size } of tooLarge)
    say(i18next.t('composer.tooLarge', { name, size: fileSize(size), limit: fileSize(limit) }));
  focusEditor(kind);
  for (const name of await app.attach(view.id, fitting, kind)) say(i18next.t('composer.stageFailed', { name }));
}

const inText = /^image\/(?:png|jpeg|gif|webp)$/;

/** Pictures that are pasted or dropped into a mail stand where the caret is; everything else goes beside the text. */
export function bringFiles(
  view: WritingView,
  option: ReplyOption | undefined,
  files: readonly File[],
  editor: RefObject<Editor | null>,
): boolean {
  const inside = option?.capabilities.formatting?.includes('image') ? files.filter(({ type }) => inText.test(type)) : [];
  const beside = files.filter((file) => !inside.includes(file));
  if (beside.length > 0) void attachFiles(view, beside);
  for (const file of inside) void placePicture(view, file, option, editor);
  return files.length > 0;
}

async function placePicture(
  view: WritingView,
  file: File,
  option: ReplyOption | undefined,
  editor: RefObject<Editor | null>,
): Promise<void> {
  const { name, size } = file;
  const limit = option?.capabilities.attachments?.maxBytes ?? 0;
  if (size > limit) {
    say(i18next.t('composer.tooLarge', { name, size: fileSize(size), limit: fileSize(limit) }));
    return;
  }
  try {
    const [{ hash, mime }, bitmap] = await Promise.all([
      useApp.getState().stagePicture(view.id, file),
      createImageBitmap(file).catch(() => undefined),
    ]);
    const [width, height] = [bitmap?.width, bitmap?.height];
    bitmap?.close();
    if (editor.current) editor.current.insertImage({ hash, mime, width: width ?? null, height: height ?? null });
    // Whoever pasted it is with somebody else by now: it stands at the end of what is written there.
    else useApp.getState().placeAtEnd(view.id, { hash, mime, ...(width && height ? { width, height } : {}) });
  } catch {
    say(i18next.t('composer.stageFailed', { name }));
  }
}
