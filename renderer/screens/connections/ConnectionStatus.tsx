import { Popover } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { IconPlug } from '../../components/icons.ts';
import { TakesKeyboard } from '../../components/TakesKeyboard.tsx';
import { useNow } from '../../components/use-now.ts';
import { useApp } from '../../state/store.ts';
import styles from './ConnectionStatus.module.css';
import { ConnectionsPanel } from './ConnectionsPanel.tsx';
import { useConnectionsPanel } from './panel-open.ts';
import { teamMood, teamSentence } from './team-words.ts';
import { connectionSentence, worstMood, worstOf } from './words.ts';

/** State of the connections: a dot for the eye, the whole truth in words for everybody. */
export function ConnectionStatus() {
  const { t } = useTranslation();
  const now = useNow();
  const { open, setOpen } = useConnectionsPanel();
  // The words and the colour alone are asked for: each look into a mailbox changes when it was looked into.
  const words = useApp(({ connections, team }) =>
    connections
      ? [
          ...(team ? [teamSentence(team, now)] : []),
          ...connections.map((connection) => connectionSentence(connection, now)),
        ].join('. ') || t('connections.none')
      : t('connections.starting'),
  );
  const mood = useApp(({ connections, team }) =>
    connections ? worstOf([worstMood(connections), ...(team ? [teamMood(team)] : [])]) : 'busy',
  );
  return (
    <Popover opened={open} onChange={setOpen} position="right-end" offset={20} width={400} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <div role="status" aria-label={t('connections.label')}>
          <button
            type="button"
            className={styles.button}
            data-mood={mood}
            aria-expanded={open}
            aria-haspopup="dialog"
            data-tip={open ? undefined : words}
            data-tip-side="right"
            onClick={() => setOpen(!open)}
          >
            <IconPlug size={18} stroke={1.6} aria-hidden />
            <span data-contrast-mark className={styles.dot} aria-hidden />
            <span className="sr-only">{words}</span>
          </button>
        </div>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('connections.label')}>
        <TakesKeyboard />
        <ConnectionsPanel />
      </Popover.Dropdown>
    </Popover>
  );
}
