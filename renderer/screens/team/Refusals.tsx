import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReassignRefusal } from '../../../shared/contract/team.ts';
import { useApp } from '../../state/store.ts';
import styles from './Reassign.module.css';
import { refusalWords } from './words.ts';

/** Who was not handed over, each with the reason in plain words. */
export function Refusals({ refused, onClose }: { refused: readonly ReassignRefusal[]; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <p role="alert">{t('team.reassign.stayed', { count: refused.length })}</p>
      <ul className={styles.refusals}>
        {refused.map((refusal) => (
          <li key={refusal.customerId}>
            <button
              type="button"
              onClick={() => {
                onClose();
                void useApp.getState().openCustomer(refusal.customerId);
              }}
            >
              {refusal.name}
            </button>
            <span className={styles.quiet}>{refusalWords(refusal)}</span>
          </li>
        ))}
      </ul>
      <div className={styles.end}>
        <Button data-autofocus onClick={onClose}>
          {t('action.close')}
        </Button>
      </div>
    </>
  );
}
