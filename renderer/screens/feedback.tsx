import { Button } from '@mantine/core';
import i18next from 'i18next';
import { asCallError, reasonOf } from '../bridge/call-error.ts';
import { Details } from '../components/Details.tsx';
import styles from './feedback.module.css';
import { changeToast, hideToast, showToast } from './toast.ts';

/** Says in plain words that something did not work; the technical words stay behind "Details". */
export function showError(caught: unknown, what?: string): void {
  const error = asCallError(caught);
  const reason = i18next.t(reasonOf(error));
  showToast({
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

/** One line, or several. */
export function showDone(message: string): void {
  showToast({ message: <span className={styles.lines}>{message}</span>, autoClose: 4000 });
}

/** What can be taken back by a key, the latest last. Taking back is exact and guarded, so it need not be forgotten soon. */
const undoable: Array<{ id: string; about: readonly string[]; run: () => void }> = [];
const remembered = 20;

/** Commands that are not answered yet, and can be taken back once they are. */
const underway = new Set<Promise<unknown>>();

/** Of a command that can be taken back: a hand that is quicker than its answer takes back this one, and none before it. */
export function awaitingUndo<T>(command: Promise<T>): Promise<T> {
  underway.add(command);
  const over = (): void => void underway.delete(command);
  command.then(over, over);
  return command;
}

/** Takes back the last thing that can be. */
export async function undoLast(): Promise<void> {
  await Promise.allSettled(underway);
  undoable.at(-1)?.run();
}

/** One toast for all of them: the last takes the place of the one before. */
const undoToast = 'undo';
/** Which of them it is, while it is shown. */
let undoShown: string | undefined;

/** What would be taken back has gone: neither key nor toast offers it any more. `gone`: by what was given to {@link showUndo}. */
export function forgetUndo(gone: (about: readonly string[]) => boolean): void {
  for (const each of undoable.filter(({ about }) => about.length > 0 && gone(about))) {
    undoable.splice(undoable.indexOf(each), 1);
    if (each.id === undoShown) hideToast(undoToast);
  }
}

/**
 * Tells what was done and offers to take it back. Only the last of these is shown; the key goes on to those before.
 *
 * @param about ids of what would be taken back, where that can go by itself
 */
export function showUndo(message: string, undo: () => Promise<unknown>, about: readonly string[] = []): void {
  const id = `${performance.now()}`;
  const run = (): void => {
    const at = undoable.findIndex((each) => each.id === id);
    // Pressed twice.
    if (at === -1) return;
    undoable.splice(at, 1);
    hideToast(undoToast);
    undo().catch((caught: unknown) => showError(caught));
  };
  undoable.push({ id, about, run });
  if (undoable.length > remembered) undoable.shift();
  const toast = {
    id: undoToast,
    onClose: () => {
      undoShown = undefined;
    },
    message: (
      <span className={styles.undo}>
        <span>{message}</span>
        <Button className={styles.button} size="compact-xs" variant="light" onClick={run}>
          {i18next.t('action.undo')}
        </Button>
      </span>
    ),
  };
  if (undoShown === undefined) showToast(toast);
  else changeToast(toast);
  undoShown = id;
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
