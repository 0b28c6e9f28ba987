import { useTranslation } from 'react-i18next';
import { type AgentStateName, agentStates } from '../../../shared/model/index.ts';
import { useApp } from '../../state/store.ts';
import { attempt } from '../feedback.tsx';
import { commandOf } from '../palette/controls.ts';
import styles from './MyStatus.module.css';

/** What kind of break, as the exchange is told. */
const breaks = ['lunch', 'rest', 'training', 'meeting'] as const;

/** The agent's own state, as their colleagues see it and their queues at the exchange have it. Shown where there are any. */
export function MyStatus() {
  const { t } = useTranslation();
  const own = useApp((state) => state.agentState);
  const setAgentState = useApp((state) => state.setAgentState);
  const hasExchange = useApp(({ connections = [] }) =>
    connections.some(({ kind, fromColleagues }) => (kind === 'asterisk' && !fromColleagues) || kind === 'cloud-pbx'),
  );
  const inTeam = useApp((state) => state.teamView !== null);
  if (!own || !(hasExchange || inTeam)) return null;
  // Who never said how they are is there for their colleagues, because their desk is.
  const mine = own.since === 0 && inTeam ? { ...own, state: 'ready' as const } : own;
  const refused = mine.channels.find(({ applied }) => applied === 'refused');
  const trouble = refused ?? mine.channels.find(({ applied }) => applied === 'pending');
  const said = trouble
    ? t(refused ? 'telephony.status.refused' : 'telephony.status.pending', { name: trouble.name, detail: trouble.detail ?? '' })
    : '';
  const reason = breaks.find((why) => why === mine.reason);
  const value = mine.state === 'break' && reason !== undefined ? `break:${reason}` : mine.state;
  // Somebody may have given another reason at the exchange itself.
  const foreign = mine.state === 'break' && reason === undefined ? mine.reason : undefined;
  const offered = agentStates.filter((state) => state !== 'wrap-up' || mine.channels.length > 0 || mine.state === state);
  const states = offered.flatMap((state) => [
    {
      value: state,
      label:
        state === 'break' && foreign !== undefined
          ? t('telephony.status.breakFor', { why: foreign })
          : t(`telephony.status.${state}`),
    },
    ...(state === 'break'
      ? breaks.map((why) => ({
          value: `break:${why}`,
          label: t('telephony.status.breakFor', { why: t(`telephony.break.${why}`) }),
        }))
      : []),
  ]);

  function choose(chosen: string): void {
    const [name, why] = chosen.split(':');
    const state: AgentStateName | undefined = agentStates.find((each) => each === name);
    const kind = breaks.find((each) => each === why);
    if (state === undefined) return;
    void attempt(setAgentState(state, kind));
  }

  return (
    <span className={styles.status} data-state={mine.state} data-trouble={trouble ? '' : undefined}>
      <span className={styles.dot} aria-hidden />
      <select
        {...commandOf('telephony.status.label')}
        aria-label={t('telephony.status.label')}
        aria-description={said === '' ? undefined : said}
        title={[t('telephony.status.label'), said].filter((part) => part !== '').join('. ')}
        value={value}
        onChange={(event) => choose(event.target.value)}
      >
        {states.map(({ value: each, label }) => (
          <option key={each} value={each}>
            {label}
          </option>
        ))}
      </select>
    </span>
  );
}
