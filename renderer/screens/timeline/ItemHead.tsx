import type { ReactNode } from 'react';
import type { Item } from '../../../shared/model/index.ts';
import { ChannelIcon } from '../../components/ChannelIcon.tsx';
import { Time } from '../../components/Time.tsx';
import { t } from '../../i18n/words.ts';
import styles from './ItemHead.module.css';
import { authorName } from './item-words.ts';

/** Who and when, above the first of a group. */
export function ItemHead({ item, children }: { item: Item; children?: ReactNode }) {
  return (
    <header className={styles.head}>
      <ChannelIcon kind={item.kind} size={14} />
      <span className={styles.author}>{authorName(item)}</span>
      {item.group !== undefined && <span>{t('timeline.inGroup', { group: item.group })}</span>}
      {children}
      <Time at={item.sentAt} form="moment" className={styles.time} />
    </header>
  );
}
