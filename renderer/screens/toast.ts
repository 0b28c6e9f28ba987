// biome-ignore lint/style/noRestrictedImports: every toast is shown from here, so that each can be closed by name
import { type NotificationData, notifications } from '@mantine/notifications';
import i18next from 'i18next';

export type Toast = NotificationData;

/** Its button has no word of its own, so it is named in the language of the moment. */
const named = (toast: Toast): Toast => ({ ...toast, closeButtonProps: { 'aria-label': i18next.t('action.close') } });

/** Shows a toast; one with an `id` that is shown already is left as it is. Titles and messages are whole, translated words. */
export function showToast(toast: Toast): void {
  notifications.show(named(toast));
}

/** Puts other words into the toast with this `id`, which is shown already. */
export function changeToast(toast: Toast & { id: string }): void {
  notifications.update(named(toast));
}

export function hideToast(id: string): void {
  notifications.hide(id);
}
