import { Modal, type ModalProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TakesKeyboard } from './TakesKeyboard.tsx';
import { useFocusBack } from './use-focus-back.ts';

type Props = Pick<ModalProps, 'size' | 'closeOnClickOutside' | 'yOffset' | 'centered' | 'padding' | 'children'> & {
  title: ModalProps['title'];
  /** The title names the dialog to those who hear it, and is not drawn. */
  bare?: boolean;
  onClose: () => void;
};

/** A dialog, drawn only while it is open: a closed one beside every item would cost more than the item. */
export function Dialog({ onClose, bare = false, children, ...rest }: Props) {
  const { t } = useTranslation();
  useFocusBack();
  return (
    <Modal
      opened
      onClose={onClose}
      returnFocus={false}
      withCloseButton={!bare}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      {...(bare ? { classNames: { header: 'sr-only' } } : {})}
      {...rest}
    >
      <TakesKeyboard />
      {children}
    </Modal>
  );
}
