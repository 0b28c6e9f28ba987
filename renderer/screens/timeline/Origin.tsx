import type { ForwardOrigin } from '../../../shared/model/index.ts';
import { desktop } from '../../bridge/desktop.ts';
import { IconArrowForwardUp } from '../../components/icons.ts';
import { moment } from '../../i18n/time.ts';
import { t } from '../../i18n/words.ts';
import styles from './Origin.module.css';

/** Whose words these were, above a message that was passed on. */
export function Origin({ origin }: { origin: ForwardOrigin }) {
  const { name, at, url } = origin;
  return (
    <p className={styles.origin} title={moment(at, Date.now())}>
      <IconArrowForwardUp size={14} stroke={1.8} aria-hidden />
      <span>
        {t('timeline.forwarded')}{' '}
        {url === undefined ? (
          <strong>{name}</strong>
        ) : (
          <button type="button" title={url} onClick={() => desktop.openExternal(url)}>
            {name}
          </button>
        )}
      </span>
    </p>
  );
}
