import type { Item } from '../../../shared/model/index.ts';
import { showItem } from './actions.ts';
import styles from './Quoted.module.css';

/** What this message answers; a press shows it on the timeline. */
export function Quoted({ quote }: { quote: NonNullable<Item['replyTo']> }) {
  const { itemId, excerpt, origin } = quote;
  return (
    <button
      type="button"
      className={styles.quote}
      disabled={itemId === undefined}
      onClick={() => itemId !== undefined && showItem(itemId)}
    >
      {origin !== undefined && <strong>{origin}: </strong>}
      {excerpt}
    </button>
  );
}
