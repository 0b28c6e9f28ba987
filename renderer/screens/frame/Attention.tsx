import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { desktop } from '../../bridge/desktop.ts';
import { useNow } from '../../components/use-now.ts';
import { useApp } from '../../state/store.ts';
import { mood, stateWords } from '../connections/words.ts';

/** Tells the tray, the dock and the taskbar how things stand, whenever that changes. Draws nothing. */
export function Attention(): null {
  const { t } = useTranslation();
  const now = useNow();
  const unread = useApp((state) => state.counts?.unread ?? 0);
  const connections = useApp((state) => state.connections);
  const pausedUntil = useApp((state) => state.workspace?.noticeRules.pausedUntil);
  const troubles = (connections ?? [])
    .filter((connection) => mood(connection) === 'bad')
    .map((connection) => t('connections.sentence', { name: connection.name, state: stateWords(connection, now) }));
  const said = JSON.stringify(troubles);
  useEffect(() => {
    const sentences: string[] = JSON.parse(said);
    desktop.setAttention({ unread, troubles: sentences, ...(pausedUntil === undefined ? {} : { pausedUntil }) });
  }, [unread, said, pausedUntil]);
  return null;
}
