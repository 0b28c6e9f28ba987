import { Button, Menu, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TeamCommands } from '../../../shared/contract/team.ts';
import type { AuditEntry } from '../../../shared/model/index.ts';
import { asCallError, type CallError } from '../../bridge/call-error.ts';
import { call } from '../../bridge/client.ts';
import { desktop } from '../../bridge/desktop.ts';
import { Choice } from '../../components/Choice.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { IconDownload } from '../../components/icons.ts';
import { Skeleton } from '../../components/Skeleton.tsx';
import { TakesKeyboard } from '../../components/TakesKeyboard.tsx';
import { useApp } from '../../state/store.ts';
import { showDone, showError } from '../feedback.tsx';
import { SectionFailed } from '../settings/SectionFailed.tsx';
import styles from './AuditSection.module.css';
import { AuditTable } from './AuditTable.tsx';
import { auditFile, type ExportKind, exportKinds } from './export.ts';
import { isThisSearch, soughtWords } from './words.ts';

type Filter = Pick<TeamCommands['audit.page']['in'], 'agentId' | 'words'>;

const pageRows = 100;
/** What one reading of an export brings, and the most that one file holds. */
const exportRows = 500;
const exportMost = 100_000;
/** What is typed is looked for when the keys rest. */
const restMs = 250;

/** Who did what, when and on whom: searched, filtered, and saved to a file. */
export function AuditSection() {
  const { t } = useTranslation();
  const agents = useApp((state) => state.teamView?.colleagues) ?? [];
  const [typed, setTyped] = useState('');
  const [filter, setFilter] = useState<Filter>({});
  const [entries, setEntries] = useState<AuditEntry[]>();
  const [older, setOlder] = useState(false);
  const [error, setError] = useState<CallError>();
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    const words = soughtWords(typed);
    const timer = setTimeout(
      // The same words are not looked for again: every reading stands in the audit itself.
      () =>
        setFilter((before) => {
          const { words: sought = '', ...rest } = before;
          if (sought === words) return before;
          return words === '' ? rest : { ...rest, words };
        }),
      restMs,
    );
    return () => clearTimeout(timer);
  }, [typed]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` is another attempt
  useEffect(() => {
    let current = true;
    call('audit.page', { ...filter, limit: pageRows }).then(
      (page) => {
        if (!current) return;
        setEntries(withoutSearch(page.entries, filter.words));
        setOlder(page.older);
        setError(undefined);
      },
      (caught: unknown) => current && setError(asCallError(caught)),
    );
    return () => {
      current = false;
    };
  }, [filter, turn]);

  async function more(): Promise<void> {
    const before = entries?.at(-1)?.seq;
    if (before === undefined) return;
    try {
      const page = await call('audit.page', { ...filter, before, limit: pageRows });
      setEntries((shown) => [...(shown ?? []), ...withoutSearch(page.entries, filter.words)]);
      setOlder(page.older);
    } catch (caught) {
      showError(caught);
    }
  }

  async function save(kind: ExportKind): Promise<void> {
    try {
      const all: AuditEntry[] = [];
      for (;;) {
        const before = all.at(-1)?.seq;
        const page = await call('audit.page', { ...filter, ...(before === undefined ? {} : { before }), limit: exportRows });
        all.push(...page.entries);
        if (!page.older || all.length >= exportMost) break;
      }
      const found = withoutSearch(all, filter.words);
      const saved = await desktop.saveText(auditFile(found, kind), `audit-${new Date().toISOString().slice(0, 10)}.${kind}`);
      if (saved) showDone(t('teamSettings.audit.exported', { count: found.length }));
    } catch (caught) {
      showError(caught, t('teamSettings.audit.notExported'));
    }
  }

  if (error?.code === 'unavailable' && !entries) return <EmptyState title={t('teamSettings.away')} />;
  if (error && !entries) return <SectionFailed error={error} onRetry={() => setTurn(turn + 1)} />;
  return (
    <>
      <p className={styles.hint}>{t('teamSettings.audit.hint')}</p>
      <div className={styles.tools} data-setting="audit">
        <TextInput
          className={styles.find ?? ''}
          type="search"
          aria-label={t('teamSettings.audit.find')}
          placeholder={t('teamSettings.audit.find')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Choice
          label={t('teamSettings.audit.who')}
          value={filter.agentId ?? ''}
          options={[
            { value: '', label: t('teamSettings.audit.anybody') },
            ...agents.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChoose={(agentId) => setFilter(({ agentId: _before, ...rest }) => (agentId === '' ? rest : { ...rest, agentId }))}
        />
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <Button variant="default" leftSection={<IconDownload size={14} stroke={1.8} />} disabled={!entries?.length}>
              {t('teamSettings.audit.export')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <TakesKeyboard />
            {exportKinds.map((kind) => (
              <Menu.Item key={kind} onClick={() => void save(kind)}>
                {t(kind === 'csv' ? 'teamSettings.audit.asCsv' : 'teamSettings.audit.asJsonl')}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      {!entries && <Skeleton rows={6} height={40} />}
      {entries?.length === 0 && <EmptyState title={t('teamSettings.audit.none')} />}
      {entries && entries.length > 0 && <AuditTable entries={entries} />}
      {older && (
        <Button variant="default" className={styles.more ?? ''} onClick={() => void more()}>
          {t('teamSettings.audit.more')}
        </Button>
      )}
    </>
  );
}

const withoutSearch = (entries: AuditEntry[], words: string | undefined): AuditEntry[] =>
  entries.filter((entry) => !isThisSearch(entry, words));
