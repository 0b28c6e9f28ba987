import type { Attachment, Item } from '../../../shared/model/index.ts';
import { fileUrl } from '../../bridge/desktop.ts';
import { t } from '../../i18n/words.ts';
import styles from './Attachments.module.css';
import { FileRow } from './FileRow.tsx';
import { plainName, presentable } from './file-caution.ts';
import { ImageView } from './ImageView.tsx';
import { useFileKind } from './use-file-kind.ts';
import { VoicePlayer } from './VoicePlayer.tsx';

/** What came with an item. Pictures inside a mail’s HTML are shown there. */
export function Attachments({ item }: { item: Item }) {
  const shown = item.attachments.filter((attachment) => !(attachment.inline && item.htmlHash !== undefined));
  if (shown.length === 0) return null;
  return (
    <ul className={styles.attachments} data-kind={item.kind}>
      {shown.map((attachment) => (
        <li key={attachment.id}>
          <One attachment={{ ...attachment, name: plainName(attachment.name) }} />
        </li>
      ))}
    </ul>
  );
}

function One({ attachment }: { attachment: Attachment }) {
  const { hash, kind, mime, name } = attachment;
  const found = useFileKind(hash, mime);
  if (attachment.state !== 'local' || hash === undefined || !presentable(attachment, found))
    return <FileRow attachment={attachment} />;
  switch (kind) {
    case 'image':
    case 'sticker':
      return <ImageView attachment={attachment} hash={hash} />;
    case 'voice':
    case 'audio':
      return <VoicePlayer url={fileUrl(hash, mime)} durationMs={attachment.durationMs} />;
    case 'video':
      return (
        // biome-ignore lint/a11y/useMediaCaption: a customer’s video comes without captions
        <video
          className={styles.video}
          controls
          preload="metadata"
          src={fileUrl(hash, mime)}
          aria-label={t('file.video', { name })}
        />
      );
    case 'file':
      return <FileRow attachment={attachment} />;
  }
}
