import { useTranslation } from 'react-i18next';
import type { FloorAgent } from '../../../shared/model/index.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { IconMessage } from '../../components/icons.ts';
import { isMissed } from '../../state/floor-order.ts';
import { useApp } from '../../state/store.ts';
import styles from './Cells.module.css';
import { loadWords, stateWords } from './words.ts';

export function Who({ agent }: { agent: FloorAgent }) {
  return (
    <span className={styles.who}>
      <Avatar id={agent.id} name={agent.name} size={24} />
      <span className={styles.name}>{agent.name}</span>
    </span>
  );
}

export function State({ agent, now }: { agent: FloorAgent; now: number }) {
  const words = stateWords(agent, now);
  return (
    <div className={styles.standing}>
      <span className={styles.state} data-presence={agent.presence} data-missed={isMissed(agent) || undefined} title={words}>
        <span data-contrast-mark className={styles.dot} aria-hidden />
        <span className={styles.name}>{words}</span>
      </span>
      <InConversation agent={agent} />
    </div>
  );
}

/** Whom they have on screen, to be followed; whom a call names already is not named again. */
function InConversation({ agent: { conversation, call, isMe } }: { agent: FloorAgent }) {
  const { t } = useTranslation();
  const customer = conversation?.customer;
  if (!conversation || (customer && customer.name === call?.customerName)) return null;
  if (!customer || isMe) return <span className={styles.with}>{customer?.name ?? t('floor.inConversation')}</span>;
  return (
    <button
      type="button"
      className={styles.with}
      tabIndex={-1}
      aria-label={t('floor.followOf', { name: customer.name })}
      title={t('floor.inConversationWith', { name: customer.name })}
      onClick={(event) => {
        event.stopPropagation();
        useApp.getState().lookAt(customer.id);
      }}
    >
      <IconMessage size={12} stroke={1.6} aria-hidden />
      <span className={styles.name}>{customer.name}</span>
    </button>
  );
}

/** A bar that fills, and the figures it stands for. */
export function Load({ agent }: { agent: FloorAgent }) {
  const { open, limit } = agent;
  const share = limit > 0 ? Math.min(1, open / limit) : 0;
  return (
    <span className={styles.load} data-full={(limit > 0 && open >= limit) || undefined}>
      {limit > 0 && (
        <span data-contrast-mark className={styles.bar} aria-hidden>
          <span style={{ width: `${share * 100}%` }} />
        </span>
      )}
      <span>{loadWords(agent)}</span>
    </span>
  );
}

/** What is late and what is about to be; nothing where all is well. */
export function Risk({ late, atRisk }: { late: number; atRisk: number }) {
  const { t } = useTranslation();
  return (
    <span className={styles.risk}>
      {late > 0 && <span data-late>{t('floor.late', { count: late })}</span>}
      {atRisk > 0 && <span data-near>{t('floor.atRisk', { count: atRisk })}</span>}
    </span>
  );
}

/** A number worth reading; naught is left out. */
export const some = (count: number): string => (count > 0 ? String(count) : '');
