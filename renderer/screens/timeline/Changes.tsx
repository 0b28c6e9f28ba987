import { Popover } from '@mantine/core';
import { useState } from 'react';
import type { Item, ItemVersion } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { MarkedText } from '../../components/marked/MarkedText.tsx';
import { useNow } from '../../components/use-now.ts';
import { moment } from '../../i18n/time.ts';
import { t } from '../../i18n/words.ts';
import { showError } from '../feedback.tsx';
import { openLink } from '../telephony/open-link.ts';
import styles from './Changes.module.css';
import { FileRow } from './media/FileRow.tsx';

/** A mail is deleted by us, in another program; what came by it stays with its author. */
const deletedWords = ({ kind, direction }: Item) =>
  kind === 'email' ? 'timeline.deletedMailbox' : direction === 'in' ? 'timeline.deleted' : 'timeline.deletedOurs';

/** "edited" with the earlier texts behind it, and "deleted" with the text kept: an edit is a version, never a loss. */
export function Changes({ item }: { item: Item }) {
  const now = useNow();
  const [versions, setVersions] = useState<ItemVersion[]>();
  if (item.versions === 0 && item.deletedAt === undefined) return null;
  return (
    <div className={styles.changes}>
      {item.versions > 0 && (
        <Popover width={360} position="right-start" opened={versions !== undefined} onChange={() => setVersions(undefined)}>
          <Popover.Target>
            <button
              type="button"
              title={t('timeline.editedHint')}
              onKeyDown={(event) => {
                // The keyboard stays here, so what the key closes elsewhere from within is closed from here.
                if (event.code !== 'Escape' || !versions) return;
                event.preventDefault();
                setVersions(undefined);
              }}
              onClick={() => {
                if (versions) setVersions(undefined);
                else call('item.versions', { itemId: item.id }).then(setVersions, showError);
              }}
            >
              {t('timeline.edited')}
            </button>
          </Popover.Target>
          <Popover.Dropdown aria-label={t('timeline.versions')}>
            <ul className={styles.versions}>
              {versions?.map((version) => (
                <li key={version.until}>
                  <span>{t('timeline.version', { time: moment(version.until, now) })}</span>
                  <p>
                    <MarkedText text={version.text} marks={version.marks} onOpen={openLink} />
                  </p>
                  {version.attachments?.map((attachment) => (
                    <FileRow key={attachment.id} attachment={attachment} />
                  ))}
                </li>
              ))}
            </ul>
          </Popover.Dropdown>
        </Popover>
      )}
      {item.deletedAt !== undefined && (
        <span className={styles.deleted}>{t(deletedWords(item), { time: moment(item.deletedAt, now) })}</span>
      )}
    </div>
  );
}
