import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { asCallError } from '../bridge/call-error.ts';
import { Details } from '../components/Details.tsx';
import styles from './feedback.module.css';

/** Says in plain words that something did not work; the technical words stay behind "Details". */
export function showError(caught: unknown, what?: string): void {
  const error = asCallError(caught);
  const reason = i18next.t(`error.${error.code}`);
  notifications.show({
    color: 'red',
    autoClose: 12_000,
    title: what ?? reason,
    message: (
      <>
        {what !== undefined && <p>{reason}</p>}
        <Details text={`${error.code}: ${error.message}`} />
      </>
    ),
  });
}

export function showDone(message: string): void {
  notifications.show({ message, autoClose: 4000 });
}

/** Tells what was done and offers to take it back. */
export function showUndo(message: string, undo: () => Promise<unknown>): void {
  const id = `undo-${Date.now()}`;
  notifications.show({
    id,
    message: (
      <span className={styles.undo}>
        <span>{message}</span>
        <Button
          size="compact-xs"
          variant="light"
          onClick={() => {
            notifications.hide(id);
            undo().catch((caught: unknown) => showError(caught));
          }}
        >
          {i18next.t('action.undo')}
        </Button>
      </span>
    ),
  });
}

/** Runs a command that a person asked for; a refusal is shown. Resolves with whether it went through. */
export async function attempt(command: Promise<unknown>, what?: string): Promise<boolean> {
  try {
    await command;
    return true;
  } catch (caught) {
    showError(caught, what);
    return false;
  }
}
