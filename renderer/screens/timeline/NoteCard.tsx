import type { Item } from '../../../shared/model/index.ts';
import { MarkedText } from '../../components/marked/MarkedText.tsx';
import { t } from '../../i18n/words.ts';
import { openLink } from '../telephony/open-link.ts';
import { ItemHead } from './ItemHead.tsx';
import { ItemMenu } from './ItemMenu.tsx';
import styles from './NoteCard.module.css';

/** An internal note, on its warm tint and under a lock. */
export function NoteCard({ item, first }: { item: Item; first: boolean }) {
  return (
    <div data-contrast-edge className={styles.note}>
      {first && (
        <ItemHead item={item}>
          <span className={styles.only}>{t('timeline.noteOnly')}</span>
        </ItemHead>
      )}
      <p data-said>
        <MarkedText text={item.text} marks={item.marks} onOpen={openLink} />
      </p>
      <div className={styles.tools}>
        <ItemMenu item={item} />
      </div>
    </div>
  );
}
