import { useTranslation } from 'react-i18next';
import { IconUserShare } from '../../components/icons.ts';
import { useApp } from '../../state/store.ts';
import styles from './HandedStrip.module.css';

/** Above the list: how many were handed over and wait for an answer; a press opens whoever has waited longest. */
export function HandedStrip() {
  const { t } = useTranslation();
  const count = useApp((state) => state.teamView?.handoffs.length ?? 0);
  const first = useApp((state) => {
    const all = state.teamView?.handoffs ?? [];
    return (all.find(({ customer }) => customer.id !== state.selected) ?? all[0])?.customer;
  });
  if (count === 0 || !first) return null;
  return (
    <button type="button" className={styles.strip} onClick={() => void useApp.getState().openCustomer(first.id)}>
      <IconUserShare size={14} stroke={1.8} aria-hidden />
      <span className={styles.words}>{t('team.handoff.waiting', { count })}</span>
      <span className={styles.who}>{first.name}</span>
    </button>
  );
}
