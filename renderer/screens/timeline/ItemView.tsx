import { memo } from 'react';
import type { Item } from '../../../shared/model/index.ts';
import { useNow } from '../../components/use-now.ts';
import { CallCard } from '../telephony/CallCard.tsx';
import { EventLine } from './EventLine.tsx';
import styles from './ItemView.module.css';
import { itemName } from './item-words.ts';
import { MailCard } from './MailCard.tsx';
import { MessageBubble } from './MessageBubble.tsx';
import { NoteCard } from './NoteCard.tsx';

type Props = { item: Item; first: boolean; customerName: string; target: boolean };

/** One thing on the timeline, in the form of its kind. */
export const ItemView = memo(function ItemView({ item, first, customerName, target }: Props) {
  const now = useNow();
  return (
    <article
      className={styles.item}
      aria-label={itemName(item, customerName, now)}
      data-item={item.id}
      data-arrival={item.arrival}
      data-direction={item.direction}
      data-historic={item.historic}
      data-kind={item.kind}
      data-first={first || undefined}
      data-target={target || undefined}
    >
      {item.kind === 'event' && <EventLine item={item} />}
      {item.kind === 'note' && <NoteCard item={item} first={first} />}
      {item.kind === 'email' && <MailCard item={item} />}
      {item.call && <CallCard item={item} call={item.call} />}
      {item.kind === 'telegram' && <MessageBubble item={item} first={first} customerName={customerName} />}
    </article>
  );
});
