import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/IconButton.tsx';
import { IconTypography } from '../../components/icons.ts';
import { commandOf } from '../palette/controls.ts';

/** Opens and shuts the bar of formatting; the caret stays where it is. */
export function FormatButton({ open, onToggle }: { open: boolean; onToggle: (open: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <IconButton
      {...commandOf('format.label')}
      label={t('format.label')}
      aria-pressed={open}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onToggle(!open)}
    >
      <IconTypography size={18} stroke={1.6} aria-hidden />
    </IconButton>
  );
}
