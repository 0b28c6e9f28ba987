import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './ConfirmDialog.module.css';
import { Dialog } from './Dialog.tsx';

type Props = {
  title: string;
  /** What follows from it. */
  children: ReactNode;
  /** The verb on the button. */
  action: string;
  color?: 'red';
  onConfirm: () => void;
  onClose: () => void;
};

/** Asks before something that cannot be seen to be undone. */
export function ConfirmDialog({ title, children, action, color, onConfirm, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button
          {...(color ? { color } : {})}
          onClick={() => {
            onClose();
            onConfirm();
          }}
        >
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
