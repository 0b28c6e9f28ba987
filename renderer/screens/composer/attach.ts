import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import type { CustomerView } from '../../../shared/contract/api.ts';
import { fileSize } from '../../i18n/size.ts';
import { chosenOption, editorKey } from '../../state/drafts.ts';
import { useApp } from '../../state/store.ts';
import { focusEditor } from '../focus.ts';
import { fits } from './reply-limits.ts';

function say(message: string): void {
  notifications.show({ message, color: 'red', autoClose: 10_000 });
}

/** Puts files beside the reply. One that the chosen way cannot carry is explained before it is copied. */
export async function attachFiles(view: CustomerView, files: readonly File[]): Promise<void> {
  const app = useApp.getState();
  const option = chosenOption(view, app.editors[editorKey('reply', view.id)]?.route);
  const limit = option?.capabilities.attachments?.maxBytes;
  if (limit === undefined) {
    say(i18next.t('composer.noFiles'));
    return;
  }
  const [fitting, tooLarge] = [files.filter((file) => fits(file.size, option)), files.filter((file) => !fits(file.size, option))];
  for (const { name, size } of tooLarge)
    say(i18next.t('composer.tooLarge', { name, size: fileSize(size), limit: fileSize(limit) }));
  focusEditor('reply');
  for (const name of await app.attach(view.id, fitting)) say(i18next.t('composer.stageFailed', { name }));
}
