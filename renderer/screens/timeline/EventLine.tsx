import type { Item } from '../../../shared/model/index.ts';
import { Time } from '../../components/Time.tsx';
import styles from './EventLine.module.css';
import { authorName, eventWords } from './item-words.ts';

export function EventLine({ item }: { item: Item }) {
  return (
    <p className={styles.event}>
      {item.event ? eventWords(item.event, authorName(item), item.author.type === 'system') : item.text}
      <span aria-hidden> · </span>
      <Time at={item.sentAt} form="moment" />
    </p>
  );
}
