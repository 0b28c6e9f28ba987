import type { Attachment, Item } from '../../../../shared/model/index.ts';
import styles from './Attachments.module.css';
import { CameBy } from './asked.ts';
import { FileRow } from './FileRow.tsx';
import { plainName, presentable } from './file-caution.ts';
import { MediaGrid } from './MediaGrid.tsx';
import { RoundVideo } from './RoundVideo.tsx';
import { Sticker } from './Sticker.tsx';
import { isVisual } from './shape.ts';
import { useFileKind, useFileKinds } from './use-file-kind.ts';
import { VoicePlayer } from './VoicePlayer.tsx';

/** What came with an item: its pictures together, then the rest. Pictures inside a body are shown there. */
export function Attachments({ item }: { item: Item }) {
  const inBody = item.htmlHash !== undefined || item.marks?.some(({ type }) => type === 'image') === true;
  const shown = item.attachments
    .filter((attachment) => !(attachment.inline && inBody))
    .map((attachment) => ({ ...attachment, name: plainName(attachment.name) }));
  const kindOf = useFileKinds(shown);
  if (shown.length === 0) return null;
  // What claims to be a picture and is not is a file like any other.
  const visual = item.kind === 'email' ? [] : shown.filter((each) => isVisual(each) && presentable(each, kindOf(each)));
  const others = shown.filter((attachment) => !visual.includes(attachment));
  return (
    <CameBy value={item.channel?.id}>
      <div className={styles.all} data-kind={item.kind}>
        {visual.length > 0 && <MediaGrid attachments={visual} />}
        {others.length > 0 && (
          <ul className={styles.attachments}>
            {others.map((attachment) => (
              <li key={attachment.id}>
                <One attachment={attachment} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </CameBy>
  );
}

function One({ attachment }: { attachment: Attachment }) {
  const { hash, kind, mime } = attachment;
  const found = useFileKind(hash, mime);
  if (attachment.state !== 'local' || hash === undefined || !presentable(attachment, found))
    return <FileRow attachment={attachment} />;
  switch (kind) {
    case 'image':
    case 'video':
    case 'animation':
      return <MediaGrid attachments={[attachment]} />;
    case 'sticker':
      return <Sticker attachment={attachment} hash={hash} />;
    case 'voice':
    case 'audio':
      return (
        <VoicePlayer hash={hash} mime={mime} durationMs={attachment.durationMs} name={kind === 'audio' ? attachment.name : ''} />
      );
    case 'video-note':
      return <RoundVideo hash={hash} mime={mime} durationMs={attachment.durationMs} />;
    case 'file':
      return <FileRow attachment={attachment} />;
  }
}
