import { Button } from '@mantine/core';
import type { Delivery, DeliveryNote, Item } from '../../../shared/model/index.ts';
import { Details } from '../../components/Details.tsx';
import { IconAlertTriangle, IconBan, IconCheck, IconChecks, IconClock, IconEye, IconHelpCircle } from '../../components/icons.ts';
import { exactFileSize } from '../../i18n/size.ts';
import { clock } from '../../i18n/time.ts';
import { t } from '../../i18n/words.ts';
import { cancelSending, checkDelivery, sendAgain, writeAnew } from './actions.ts';
import styles from './DeliveryState.module.css';

const icons: Record<Delivery, typeof IconCheck> = {
  queued: IconClock,
  sending: IconClock,
  sent: IconCheck,
  delivered: IconChecks,
  read: IconEye,
  failed: IconAlertTriangle,
  unknown: IconHelpCircle,
  cancelled: IconBan,
};

/** How an outgoing item stands: icon with its word, the reason where there is one, and what can be done. */
export function DeliveryState({ item }: { item: Item }) {
  const { id, delivery, deliveryNote: note } = item;
  if (item.direction !== 'out' || delivery === undefined) return null;
  const Icon = icons[delivery];
  const troubled = delivery === 'failed' || delivery === 'unknown';
  const waiting = delivery === 'queued' && note !== undefined;
  return (
    <div className={styles.delivery} data-delivery={delivery}>
      <div className={styles.line}>
        <span className={styles.state}>
          <Icon size={14} stroke={1.8} aria-hidden />
          <span>{t(`delivery.${delivery}`)}</span>
        </span>
        {delivery === 'sending' && <span>{t('delivery.sendingDetail')}</span>}
        {waiting && <span>{t(`delivery.reason.${note.code}`)}</span>}
        {waiting && note.retryAt !== undefined && <span>{t('delivery.retryAt', { time: clock(note.retryAt) })}</span>}
        {delivery === 'queued' && (
          <button type="button" className={styles.link} onClick={() => cancelSending(id)}>
            {t('delivery.cancel')}
          </button>
        )}
      </div>
      {troubled && (
        <div className={styles.trouble}>
          {delivery === 'unknown' && <p>{t('delivery.unknownHint')}</p>}
          {delivery === 'failed' && note && <p>{reasonOf(note)}</p>}
          <div className={styles.buttons}>
            {delivery === 'unknown' && (
              <Button size="compact-xs" variant="default" onClick={() => checkDelivery(id)}>
                {t('delivery.check')}
              </Button>
            )}
            <Button size="compact-xs" variant="default" onClick={() => sendAgain(id)}>
              {t('delivery.again')}
            </Button>
            {delivery === 'failed' && item.passedOn === undefined && (
              <Button size="compact-xs" variant="default" onClick={() => writeAnew(id)}>
                {t('action.edit')}
              </Button>
            )}
          </div>
          {note?.detail !== undefined && note.detail !== '' && <Details text={note.detail} />}
        </div>
      )}
      {note?.refused !== undefined && (
        <ul className={styles.refused}>
          {note.refused.map(({ address, code, detail }) => (
            <li key={address}>
              {t('delivery.copyRefused', { address, reason: t(`delivery.reason.${code}`) })}
              {detail !== '' && <Details text={detail} />}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function reasonOf({ code, sizes }: DeliveryNote): string {
  if (sizes === undefined) return t(`delivery.reason.${code}`);
  return t('delivery.sizes', { message: exactFileSize(sizes.message), limit: exactFileSize(sizes.limit) });
}
