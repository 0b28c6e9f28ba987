import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useApp } from '../../state/store.ts';
import { ConnectionCard } from './ConnectionCard.tsx';
import styles from './ConnectionsPanel.module.css';
import { useConnectionsPanel } from './panel-open.ts';
import { TeamCard } from './TeamCard.tsx';

/** Each channel with how it stands and what can be done about it. */
export function ConnectionsPanel() {
  const { t } = useTranslation();
  const connections = useApp((state) => state.connections);
  const team = useApp((state) => state.team);
  return (
    <div className={styles.panel}>
      <h2>{t('connections.label')}</h2>
      {team && <TeamCard team={team} />}
      {!connections && <EmptyState title={t('connections.unavailable')} hint={t('connections.unavailableHint')} />}
      {connections?.length === 0 && (
        <EmptyState title={t('connections.none')} hint={t('connections.noneHint')}>
          <Button
            variant="default"
            onClick={() => {
              useConnectionsPanel.getState().setOpen(false);
              useApp.getState().goTo('settings', 'channels');
            }}
          >
            {t('settings.addChannel')}
          </Button>
        </EmptyState>
      )}
      {connections && connections.length > 0 && (
        <ul>
          {connections.map((connection) => (
            <ConnectionCard key={connection.channelId} connection={connection} />
          ))}
        </ul>
      )}
    </div>
  );
}
