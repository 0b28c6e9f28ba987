import { useTranslation } from 'react-i18next';
import type { ItemId } from '../../../shared/model/index.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { IconArrowBackUp, IconX } from '../../components/icons.ts';
import { useApp } from '../../state/store.ts';
import { authorName } from '../timeline/item-words.ts';
import styles from './QuoteChip.module.css';

/** The message this reply answers. */
export function QuoteChip({ itemId, onRemove }: { itemId: ItemId; onRemove: () => void }) {
  const { t } = useTranslation();
  const item = useApp((state) => state.person?.timeline.items.find((each) => each.id === itemId));
  return (
    <div className={styles.chip}>
      <IconArrowBackUp size={14} stroke={1.8} aria-hidden />
      <span className={styles.words}>
        {item && <strong>{t('composer.replyingTo', { name: authorName(item) })}</strong>} {item?.subject ?? item?.text}
      </span>
      <IconButton label={t('composer.unquote')} onClick={onRemove}>
        <IconX size={14} stroke={1.8} aria-hidden />
      </IconButton>
    </div>
  );
}
