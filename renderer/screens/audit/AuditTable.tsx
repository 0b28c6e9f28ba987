import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../../shared/model/index.ts';
import { Time } from '../../components/Time.tsx';
import { useApp } from '../../state/store.ts';
import styles from './AuditSection.module.css';
import { actionWords, detailWords, isByRule } from './words.ts';

/** Who, when, what, on whom, and what of the rest of a line says something to a person. */
export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  const { t } = useTranslation();
  const agents = useApp((state) => state.teamView?.colleagues) ?? [];
  const departments = useApp((state) => state.teamView?.departments) ?? [];
  const nameOf = (entry: AuditEntry): string =>
    isByRule(entry) ? t('teamSettings.audit.rule') : (agents.find(({ id }) => id === entry.agentId)?.name ?? entry.login);
  const named = (id: string): string | undefined =>
    agents.find((each) => each.id === id)?.name ?? departments.find((each) => each.id === id || each.key === id)?.name;

  function open(customerId: string): void {
    const app = useApp.getState();
    app.goTo('inbox');
    void app.openCustomer(customerId);
  }
  return (
    <table className={styles.table} aria-label={t('teamSettings.audit.label')}>
      <thead>
        <tr>
          <th scope="col">{t('teamSettings.audit.when')}</th>
          <th scope="col">{t('teamSettings.audit.by')}</th>
          <th scope="col">{t('teamSettings.audit.what')}</th>
          <th scope="col">{t('teamSettings.audit.whom')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.seq}>
            <td>
              <Time at={entry.at} form="moment" />
            </td>
            <td title={entry.login}>{nameOf(entry)}</td>
            <td>
              {actionWords(entry.action)}
              <Detail words={detailWords(entry.detail, named)} />
            </td>
            <td>{entry.customer && <Person customer={entry.customer} open={open} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type PersonProps = { customer: NonNullable<AuditEntry['customer']>; open(customerId: string): void };

/** By name where there is one; who cannot be opened from here is named as plain text. */
function Person({ customer: { id, name, lacks }, open }: PersonProps) {
  const { t } = useTranslation();
  if (lacks === 'hidden' || lacks === 'erased') return <small>{t(`teamSettings.audit.${lacks}`)}</small>;
  const words = name || t('teamSettings.audit.nameless');
  if (lacks === 'cache') return <span title={t('teamSettings.audit.notHere')}>{words}</span>;
  return (
    <button type="button" aria-label={t('teamSettings.audit.open', { name: words })} onClick={() => open(id)}>
      {words}
    </button>
  );
}

function Detail({ words }: { words: string }) {
  return words === '' ? null : <small title={words}>{words}</small>;
}
