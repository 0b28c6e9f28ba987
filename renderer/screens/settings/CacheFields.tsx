import { useTranslation } from 'react-i18next';
import { call } from '../../bridge/client.ts';
import { Choice } from '../../components/Choice.tsx';
import { fileSize } from '../../i18n/size.ts';
import { useApp } from '../../state/store.ts';
import { attempt } from '../feedback.tsx';
import styles from './GeneralSection.module.css';

const gigabyte = 1_000_000_000;
const sizes = [1, 2, 5, 10, 20, 50, 100].map((count) => count * gigabyte);
const ages = [30, 90, 180, 365];
const without = 'none';

/** What can be chosen, and what is set besides, in order. */
const choices = (usual: readonly number[], set: number | null): number[] =>
  [...new Set([...usual, ...(set === null ? [] : [set])])].sort((a, b) => a - b);

const chosen = (value: string): number | null => (value === without ? null : Number(value));

/** How much of the files stays on this computer, and how much that is now. */
export function CacheFields() {
  const { t } = useTranslation();
  const cache = useApp((state) => state.workspace?.cache);
  if (!cache) return null;
  const { maxBytes, maxDays, usedBytes } = cache;
  return (
    <>
      <div className={styles.field} data-setting="cacheSize">
        <span>{t('settings.cacheSize')}</span>
        <Choice
          look="field"
          label={t('settings.cacheSize')}
          value={maxBytes === null ? without : String(maxBytes)}
          options={[
            ...choices(sizes, maxBytes).map((bytes) => ({ value: String(bytes), label: fileSize(bytes) })),
            { value: without, label: t('settings.cacheUnlimited') },
          ]}
          onChoose={(value) => void attempt(call('workspace.update', { cacheBytes: chosen(value) }))}
        />
        <p>
          {usedBytes !== null && `${t('settings.cacheUsed', { size: fileSize(usedBytes) })} `}
          {t('settings.cacheSizeHint')}
        </p>
      </div>
      <div className={styles.field} data-setting="cacheAge">
        <span>{t('settings.cacheAge')}</span>
        <Choice
          look="field"
          label={t('settings.cacheAge')}
          value={maxDays === null ? without : String(maxDays)}
          options={[
            { value: without, label: t('settings.cacheAgeNever') },
            ...choices(ages, maxDays).map((count) => ({ value: String(count), label: t('settings.cacheAgeDays', { count }) })),
          ]}
          onChoose={(value) => void attempt(call('workspace.update', { cacheDays: chosen(value) }))}
        />
        <p>{t('settings.cacheAgeHint')}</p>
      </div>
    </>
  );
}
