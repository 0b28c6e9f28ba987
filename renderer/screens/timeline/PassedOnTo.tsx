import type { ItemId, MailAddress } from '../../../shared/model/index.ts';
import { IconArrowForwardUp } from '../../components/icons.ts';
import { t } from '../../i18n/words.ts';
import { showItem } from './actions.ts';
import styles from './Origin.module.css';

type Props = { to: readonly MailAddress[]; itemId?: ItemId };

/** That a mail of ours went to others and not to the customer, to whom, and what it passed on. */
export function PassedOnTo({ to, itemId }: Props) {
  const names = to.map(({ name, address }) => (name ? `${name} <${address}>` : address)).join(', ');
  return (
    <p className={styles.origin} data-passed-on>
      <IconArrowForwardUp size={14} stroke={1.8} aria-hidden />
      <span>
        {t('forward.passedOnTo')} <strong>{names}</strong>
        {itemId !== undefined && (
          <>
            {' · '}
            <button type="button" onClick={() => showItem(itemId)}>
              {t('forward.original')}
            </button>
          </>
        )}
      </span>
    </p>
  );
}
