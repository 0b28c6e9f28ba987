import { useApp } from '../../state/store.ts';
import styles from './RingingDesk.module.css';
import { RingingDesk } from './RingingDesk.tsx';

/** Telephones that ring at this desk, over the foot of the list, where nothing is typed. */
export function Ringing() {
  const ringing = useApp((state) => state.liveCalls).filter(({ ringsHere }) => ringsHere);
  if (ringing.length === 0) return null;
  return (
    <div className={styles.all}>
      {ringing.map((live) => (
        <RingingDesk key={live.item.id} live={live} />
      ))}
    </div>
  );
}
