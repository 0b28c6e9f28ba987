import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/Dialog.tsx';
import { useApp } from '../../state/store.ts';
import { ShortcutList } from './ShortcutList.tsx';

export function CheatSheet() {
  const { t } = useTranslation();
  const opened = useApp((state) => state.shortcutsOpen);
  const setOpened = useApp((state) => state.setShortcutsOpen);
  if (!opened) return null;
  return (
    <Dialog onClose={() => setOpened(false)} title={t('shortcuts.title')} size={720}>
      <ShortcutList />
    </Dialog>
  );
}
