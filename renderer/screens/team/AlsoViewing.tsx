import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { CustomerId, Watcher } from '../../../shared/model/index.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { IconEye, IconPencil } from '../../components/icons.ts';
import { useApp } from '../../state/store.ts';
import { watchersOf } from '../../state/team-view.ts';
import styles from './AlsoViewing.module.css';

const marks: Record<Watcher['doing'], typeof IconEye | undefined> = {
  looking: undefined,
  typing: IconPencil,
  following: IconEye,
};

/** Who else has this person open, and who is writing to them. */
export function AlsoViewing({ customerId }: { customerId: CustomerId }) {
  const { t } = useTranslation();
  const watchers = useApp(useShallow((state) => watchersOf(state.teamView, customerId)));
  if (watchers.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={t('team.viewing')}>
      {watchers.map(({ agentId, name, doing }) => {
        const words = `${name} ${t(`team.doing.${doing}`)}`;
        const Mark = marks[doing];
        return (
          <li key={`${agentId}-${doing}`} data-doing={doing} data-tip={words}>
            <Avatar id={agentId} name={name} size={20} />
            {Mark && (
              <span className={styles.mark} aria-hidden>
                <Mark size={10} stroke={2.4} />
              </span>
            )}
            <span className="sr-inline">{words}</span>
          </li>
        );
      })}
    </ul>
  );
}
