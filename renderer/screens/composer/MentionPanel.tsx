import { type RefObject, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Agent } from '../../../shared/model/index.ts';
import { Avatar } from '../../components/Avatar.tsx';
import styles from './Panel.module.css';
import { type ListKeys, useListKeys } from './use-list-keys.ts';

type Props = {
  agents: readonly Agent[];
  query: string;
  keys: RefObject<ListKeys | null>;
  onPick: (agent: Agent) => void;
  onClose: () => void;
};

/** Colleagues whose name has a word that begins with what was typed after `@`. */
export function matchingAgents(agents: readonly Agent[], query: string): Agent[] {
  const typed = query.trim().toLocaleLowerCase();
  return agents.filter(({ name }) => {
    const whole = name.toLocaleLowerCase();
    return name !== '' && (whole.startsWith(typed) || whole.split(/\s+/).some((word) => word.startsWith(typed)));
  });
}

/** In a low window the panel stands below the note, and the note scrolls. */
const inSight = (panel: HTMLElement | null): void => panel?.scrollIntoView({ block: 'nearest' });

/** Colleagues to be named in a note. */
export function MentionPanel({ agents, query, keys, onPick, onClose }: Props) {
  const { t } = useTranslation();
  const items = useMemo(() => matchingAgents(agents, query), [agents, query]);
  const { at, choose } = useListKeys({ items, onPick, onClose }, keys);
  if (items.length === 0) return null;
  return (
    <div ref={inSight} className={styles.panel} data-narrow style={{ width: 280 }}>
      <div
        className={styles.list}
        role="listbox"
        aria-label={t('composer.colleagues')}
        tabIndex={-1}
        onMouseDown={(event) => event.preventDefault()}
      >
        {items.map((agent, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are pressed in the note
          <div
            key={agent.id}
            className={styles.option}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onMouseMove={() => index !== at && choose(index)}
            onClick={() => onPick(agent)}
          >
            <Avatar id={agent.id} name={agent.name} size={20} />
            <strong>{agent.name}</strong>
          </div>
        ))}
      </div>
    </div>
  );
}
