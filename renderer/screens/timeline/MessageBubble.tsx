import type { Item } from '../../../shared/model/index.ts';
import { desktop } from '../../bridge/desktop.ts';
import { RichText } from '../../components/RichText.tsx';
import { Time } from '../../components/Time.tsx';
import { Attachments } from './Attachments.tsx';
import { Changes } from './Changes.tsx';
import { DeliveryState } from './DeliveryState.tsx';
import { ItemHead } from './ItemHead.tsx';
import { ItemMenu } from './ItemMenu.tsx';
import styles from './MessageBubble.module.css';
import { Quoted } from './Quoted.tsx';

/** A messenger’s message: inbound left, ours right in the tint. */
export function MessageBubble({ item, first }: { item: Item; first: boolean }) {
  const bare = item.text === '' && !item.replyTo && item.attachments.length > 0;
  return (
    <>
      {first && <ItemHead item={item} />}
      <div className={styles.row}>
        <div className={styles.bubble} data-out={item.direction === 'out' || undefined} data-bare={bare || undefined}>
          {item.replyTo && <Quoted quote={item.replyTo} />}
          <Attachments item={item} />
          {item.text !== '' && (
            <p className={styles.text} data-withdrawn={item.delivery === 'cancelled' || undefined}>
              <RichText text={item.text} onOpen={desktop.openExternal} />
            </p>
          )}
          <Changes item={item} />
        </div>
        <div className={styles.tools}>
          <ItemMenu item={item} />
          {!first && <Time at={item.sentAt} form="moment" className={styles.time} />}
        </div>
      </div>
      <DeliveryState item={item} />
    </>
  );
}
