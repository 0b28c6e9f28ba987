import { useState } from 'react';
import type { Attachment } from '../../../shared/model/index.ts';
import { fileUrl } from '../../bridge/desktop.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { IconDownload } from '../../components/icons.ts';
import { t } from '../../i18n/words.ts';
import { saveFile } from './actions.ts';
import { box, fitted } from './fitted.ts';
import styles from './ImageView.module.css';

/** A picture in place; a press shows it large. */
export function ImageView({ attachment, hash }: { attachment: Attachment; hash: string }) {
  const [large, setLarge] = useState(false);
  const url = fileUrl(hash, attachment.mime);
  const { name } = attachment;
  const size = attachment.kind === 'sticker' ? { width: 128, height: 128 } : fitted(attachment.width, attachment.height);
  return (
    <>
      <button type="button" className={styles.thumb} aria-label={t('file.openImage', { name })} onClick={() => setLarge(true)}>
        <img src={url} alt={t('file.image', { name })} loading="lazy" style={size ?? box} data-fitted={size ? '' : undefined} />
      </button>
      {large && (
        <Dialog
          onClose={() => setLarge(false)}
          size="auto"
          title={
            <span className={styles.title}>
              {name}
              <IconButton label={t('file.save')} onClick={() => saveFile(hash, name)}>
                <IconDownload size={16} stroke={1.6} aria-hidden />
              </IconButton>
            </span>
          }
        >
          <img className={styles.large} src={url} alt={t('file.image', { name })} />
        </Dialog>
      )}
    </>
  );
}
