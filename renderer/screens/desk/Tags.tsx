import type { Tag } from '../../../shared/model/index.ts';
import styles from './Tags.module.css';
import { tagColour } from './tag-colour.ts';

/** Tags as words with a dot: the colour helps the eye, the word is what counts. */
export function Tags({ tags }: { tags: readonly Tag[] }) {
  if (tags.length === 0) return null;
  return (
    <span className={styles.tags}>
      {tags.map((tag) => (
        <span key={tag.id} className={styles.tag} title={tag.name}>
          <span data-contrast-mark className={styles.dot} style={{ background: tagColour(tag.colour) }} aria-hidden />
          {tag.name}
        </span>
      ))}
    </span>
  );
}
