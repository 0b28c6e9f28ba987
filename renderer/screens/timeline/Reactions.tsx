import type { Item, Reaction } from '../../../shared/model/index.ts';
import { t } from '../../i18n/words.ts';
import { react } from './actions.ts';
import styles from './Reactions.module.css';

/** Reactions as they stand, each emoji once; a press on ours takes it back, on theirs joins them. */
export function Reactions({ item, customerName }: { item: Item; customerName: string }) {
  const { reactions = [] } = item;
  if (reactions.length === 0) return null;
  const emoji = [...new Set(reactions.map((each) => each.emoji))];
  return (
    <ul className={styles.reactions} aria-label={t('timeline.reactions')}>
      {emoji.map((each) => {
        const these = reactions.filter((reaction) => reaction.emoji === each);
        const ours = these.some(({ by }) => by === 'us');
        return (
          <li key={each}>
            <button
              type="button"
              aria-pressed={ours}
              title={these.map((reaction) => who(reaction, customerName)).join(', ')}
              onClick={() => react(item, ours ? undefined : each)}
            >
              {each}
              {these.length > 1 && <span>{these.length}</span>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

const who = ({ by }: Reaction, customerName: string): string => (by === 'us' ? t('timeline.us') : customerName);
