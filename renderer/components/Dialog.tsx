import { Modal, type ModalProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

type Props = Pick<
  ModalProps,
  'title' | 'size' | 'closeOnClickOutside' | 'withCloseButton' | 'yOffset' | 'centered' | 'padding' | 'children'
> & { onClose: () => void };

/** A dialog, drawn only while it is open: a closed one beside every item would cost more than the item. */
export function Dialog({ onClose, ...rest }: Props) {
  const { t } = useTranslation();
  return <Modal opened onClose={onClose} closeButtonProps={{ 'aria-label': t('action.close') }} {...rest} />;
}
