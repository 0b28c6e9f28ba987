import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PhoneQuality } from '../../../shared/contract/softphone.ts';
import styles from './CallDock.module.css';
import { qualityDetails } from './words.ts';

/** How it sounds in a word; the figures for whoever wants them. */
export function CallQuality({ quality }: { quality: PhoneQuality }) {
  const { t } = useTranslation();
  const details = qualityDetails(quality);
  return (
    <Tooltip label={details} multiline maw={320}>
      <span className={styles.quality} data-level={quality.level} role="note" aria-label={details}>
        {t(`phone.quality.${quality.level}`)}
      </span>
    </Tooltip>
  );
}
