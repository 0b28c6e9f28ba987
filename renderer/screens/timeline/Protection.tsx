import type { Item } from '../../../shared/model/index.ts';
import { desktop } from '../../bridge/desktop.ts';
import { IconShieldLock } from '../../components/icons.ts';
import { t } from '../../i18n/words.ts';
import styles from './MailCard.module.css';

/** That a mail came signed or encrypted. Nothing of it was verified here, and the line does not pretend so. */
export function Protection({ item }: { item: Item }) {
  const { mail, sourceHash } = item;
  if (mail?.protection === undefined) return null;
  return (
    <p className={styles.remote}>
      <span className={styles.protection}>
        <IconShieldLock size={14} stroke={1.8} aria-hidden />
        {t(`timeline.protection.${mail.protection}`)}
      </span>
      {mail.protection === 'encrypted' && sourceHash !== undefined && (
        <button type="button" onClick={() => desktop.openSource(sourceHash)}>
          {t('timeline.source')}
        </button>
      )}
    </p>
  );
}
