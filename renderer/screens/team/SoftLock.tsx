import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { PresenceDot } from '../../components/PresenceDot.tsx';
import { useApp } from '../../state/store.ts';
import { lockOf } from '../../state/team-view.ts';
import { useView } from '../../state/use-view.ts';
import styles from './AtComposer.module.css';
import { TakeButton } from './TakeButton.tsx';
import { takingOf } from './take.ts';

/** Above the reply: a colleague writes, or has the conversation. One can answer all the same, after having said so. */
export function SoftLock() {
  const { t } = useTranslation();
  const view = useView('id', 'name', 'conversation');
  const lock = useApp(useShallow((state) => view && lockOf(state.teamView, view.id, view.conversation?.assignee)));
  const me = useApp((state) => state.workspace?.me.id);
  if (!view || !lock) return null;
  return (
    <div className={styles.line} role="status" data-lock={lock.kind}>
      <PresenceDot presence={lock.presence} />
      <span className={styles.words}>
        {t(`team.lock.${lock.kind}`, { name: lock.name })}
        {lock.kind === 'held' && lock.presence !== 'ready' && (
          <span className={styles.quiet}> · {t(`team.presence.${lock.presence}`)}</span>
        )}
      </span>
      {takingOf(view, me) === 'takeOver' && <TakeButton view={view} size="compact-xs" />}
    </div>
  );
}
