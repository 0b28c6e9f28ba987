import type { Attachment } from '../../../../shared/model/index.ts';
import styles from './MediaGrid.module.css';
import { MediaTile } from './MediaTile.tsx';
import { gridRows } from './shape.ts';

/** The pictures and films of one message together. */
export function MediaGrid({ attachments }: { attachments: readonly Attachment[] }) {
  const [only] = attachments;
  if (attachments.length === 1 && only) return <MediaTile attachment={only} />;
  let at = 0;
  return (
    <div className={styles.grid}>
      {gridRows(attachments.length).map((count) => {
        const row = attachments.slice(at, at + count);
        at += count;
        return (
          <div key={row[0]?.id} className={styles.row} data-count={count}>
            {row.map((attachment) => (
              <MediaTile key={attachment.id} attachment={attachment} filled />
            ))}
          </div>
        );
      })}
    </div>
  );
}
