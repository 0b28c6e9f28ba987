import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp } from '../../state/store.ts';
import { ShortcutList } from './ShortcutList.tsx';

export function CheatSheet() {
  const { t } = useTranslation();
  const opened = useApp((state) => state.shortcutsOpen);
  const setOpened = useApp((state) => state.setShortcutsOpen);
  return (
    <Modal
      opened={opened}
      onClose={() => setOpened(false)}
      title={t('shortcuts.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      size={420}
    >
      <ShortcutList />
    </Modal>
  );
}
