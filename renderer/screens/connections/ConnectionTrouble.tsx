import { useTranslation } from 'react-i18next';
import { IconAlertTriangle, IconDownload } from '../../components/icons.ts';
import { useNow } from '../../components/use-now.ts';
import { useApp } from '../../state/store.ts';
import styles from './ConnectionTrouble.module.css';
import { useConnectionsPanel } from './panel-open.ts';
import { mood, troubleWords } from './words.ts';

/** A line below the list while a channel is in trouble or importing, for whoever does not look at dots. */
export function ConnectionTrouble() {
  useTranslation();
  const now = useNow();
  const connections = useApp((state) => state.connections);
  const setOpen = useConnectionsPanel((state) => state.setOpen);
  const worth = connections?.filter((connection) => troubleWords(connection, now) !== undefined) ?? [];
  if (worth.length === 0) return null;
  return (
    <ul className={styles.lines}>
      {worth.map((connection) => {
        const bad = mood(connection) === 'bad';
        const Icon = bad || !connection.importing ? IconAlertTriangle : IconDownload;
        return (
          <li key={connection.channelId}>
            <button type="button" data-bad={bad || undefined} onClick={() => setOpen(true)}>
              <Icon size={14} stroke={1.8} aria-hidden />
              <span>{troubleWords(connection, now)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
