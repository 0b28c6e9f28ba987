import { useEffect, useState } from 'react';
import type { CallCandidate } from '../../../shared/contract/api.ts';
import type { CustomerId, ItemId } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { when } from '../../i18n/time.ts';
import { t } from '../../i18n/words.ts';
import { useApp } from '../../state/store.ts';
import { showError, showUndo } from '../feedback.tsx';
import styles from './SeveralCallers.module.css';

/** Whose call it is: moves it to their timeline and opens them. Can be taken back. */
export async function assignCall(itemId: ItemId, to: { customerId: CustomerId; name: string }): Promise<void> {
  try {
    const { from } = await call('call.assign', { itemId, customerId: to.customerId });
    showUndo(t('telephony.assigned', { name: to.name }), () => call('call.assign', { itemId, customerId: from }));
    await useApp.getState().openCustomer(to.customerId, itemId);
  } catch (caught) {
    showError(caught);
  }
}

/** Several people have this number: who they are and how we know, and nobody is guessed. */
export function SeveralCallers({ itemId }: { itemId: ItemId }) {
  const [found, setFound] = useState<CallCandidate[]>([]);
  useEffect(() => {
    let current = true;
    call('call.candidates', { itemId }).then(
      (candidates) => {
        if (current) setFound(candidates);
      },
      (caught: unknown) => {
        if (current) showError(caught);
      },
    );
    return () => {
      current = false;
    };
  }, [itemId]);
  return (
    <div className={styles.several}>
      <p className={styles.title}>{t('telephony.several', { count: found.length })}</p>
      <ul aria-label={t('telephony.several', { count: found.length })}>
        {found.map((one) => (
          <li key={one.customerId}>
            <button type="button" className={styles.one} onClick={() => void assignCall(itemId, one)}>
              <Avatar id={one.customerId} name={one.name} size={24} />
              <span className={styles.words}>
                <span>{one.name}</span>
                <span className={styles.proof}>{evidence(one)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function evidence({ value, verified, evidence: proof, lastContactAt }: CallCandidate): string {
  const now = Date.now();
  const known = t(`customer.evidence.${proof.source === 'channel' ? 'called' : proof.source}`, { when: when(proof.at, now) });
  return [
    value,
    verified ? t('customer.verified') : t('customer.unverified'),
    known,
    ...(lastContactAt === undefined ? [] : [t('telephony.lastContact', { when: when(lastContactAt, now) })]),
  ].join(' · ');
}
