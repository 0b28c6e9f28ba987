import type { Item } from '../../../shared/model/index.ts';
import { MarkedText } from '../../components/marked/MarkedText.tsx';
import { Time } from '../../components/Time.tsx';
import { openLink } from '../telephony/open-link.ts';
import { Buttons } from './Buttons.tsx';
import { Changes } from './Changes.tsx';
import { DeliveryState } from './DeliveryState.tsx';
import { ItemCardView } from './ItemCardView.tsx';
import { ItemHead } from './ItemHead.tsx';
import { ItemMenu } from './ItemMenu.tsx';
import styles from './MessageBubble.module.css';
import { Attachments } from './media/Attachments.tsx';
import { Origin } from './Origin.tsx';
import { Quoted } from './Quoted.tsx';
import { ReactionPicker } from './ReactionPicker.tsx';
import { Reactions } from './Reactions.tsx';

/** A messenger’s message: inbound left, ours right in the tint. */
export function MessageBubble({ item, first, customerName }: { item: Item; first: boolean; customerName: string }) {
  const { text, card } = item;
  const framed = card?.type === 'location' || card?.type === 'contact';
  const wordless = (text === '' && !card && item.attachments.length > 0) || framed;
  const bare = wordless && !item.replyTo && !item.forwardedFrom;
  // A card says by itself what its text says for search and for the list.
  const told = card?.type === 'unknown' ? text === `❔ ${card.kind}` : card !== undefined && card.type !== 'invitation';
  return (
    <>
      {first && <ItemHead item={item} />}
      <div className={styles.row}>
        <div
          data-contrast-edge
          className={styles.bubble}
          data-out={item.direction === 'out' || undefined}
          data-bare={bare || undefined}
        >
          {item.replyTo && <Quoted quote={item.replyTo} />}
          {item.forwardedFrom && <Origin origin={item.forwardedFrom} />}
          <Attachments item={item} />
          {card && <ItemCardView item={item} card={card} />}
          {text !== '' && !told && (
            <p className={styles.text} data-said data-withdrawn={item.delivery === 'cancelled' || undefined}>
              <MarkedText text={text} marks={item.marks} onOpen={openLink} />
            </p>
          )}
          <Changes item={item} />
          <Reactions item={item} customerName={customerName} />
        </div>
        <div className={styles.tools}>
          <ReactionPicker item={item} />
          <ItemMenu item={item} />
          {!first && <Time at={item.sentAt} form="moment" className={styles.time} />}
        </div>
      </div>
      {item.buttons && <Buttons rows={item.buttons} />}
      <DeliveryState item={item} />
    </>
  );
}
