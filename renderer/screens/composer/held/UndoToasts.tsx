import { Button, Notification } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Undoable } from '../../../state/composer.ts';
import { useApp } from '../../../state/store.ts';
import { attempt } from '../../feedback.tsx';
import { focusEditor } from '../../focus.ts';
import styles from './UndoToasts.module.css';
import { useSecondsLeft } from './use-seconds.ts';

/** Answers that can still be taken back although their customer is not open any more. */
export function UndoToasts() {
  const undoable = useApp((state) => state.undoable);
  return (
    <div className={styles.toasts}>
      {undoable.map((one) => (
        <Toast key={one.heldId} undoable={one} />
      ))}
    </div>
  );
}

function Toast({ undoable }: { undoable: Undoable }) {
  const { t } = useTranslation();
  const { heldId, customerId, name, sendAt } = undoable;
  const left = useSecondsLeft(sendAt);
  const shown = useApp((state) => state.person?.view.id === customerId && state.place === 'inbox');
  const forget = useApp((state) => state.forgetUndoable);
  useEffect(() => {
    if (left === 0) forget(heldId);
  }, [left, heldId, forget]);
  if (shown || left === 0) return null;

  async function takeBack(): Promise<void> {
    const app = useApp.getState();
    app.goTo('inbox');
    await app.openCustomer(customerId);
    const held = useApp.getState().person?.view.held.find(({ id }) => id === heldId);
    if (!held) return forget(heldId);
    if (await attempt(app.recall(customerId, held), t('held.gone'))) focusEditor(held.draft.forward ? 'forward' : 'reply');
  }
  return (
    <Notification withCloseButton={false} role="status">
      <span className={styles.line}>
        <span>{t('held.toast', { name, count: left })}</span>
        <Button size="compact-xs" variant="light" onClick={() => void takeBack()}>
          {t('action.undo')}
        </Button>
      </span>
    </Notification>
  );
}
