import { Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FloorAgent } from '../../../shared/model/index.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { IconDots } from '../../components/icons.ts';
import { TakesKeyboard } from '../../components/TakesKeyboard.tsx';
import { useApp } from '../../state/store.ts';
import { WentHome } from './WentHome.tsx';

/** What a lead does with an agent. */
export function AgentMenu({ agent }: { agent: FloorAgent }) {
  const { t } = useTranslation();
  const [leaving, setLeaving] = useState(false);
  return (
    <>
      <Menu position="bottom-end" withinPortal keepMounted={false}>
        <Menu.Target>
          <IconButton label={t('floor.actions', { name: agent.name })} tabIndex={-1}>
            <IconDots size={16} stroke={1.6} aria-hidden />
          </IconButton>
        </Menu.Target>
        <Menu.Dropdown>
          <TakesKeyboard />
          <Menu.Item onClick={() => useApp.getState().openFloorPlace({ agentId: agent.id })}>
            {t('floor.showConversations')}
          </Menu.Item>
          <Menu.Item disabled={agent.open === 0} onClick={() => setLeaving(true)}>
            {t('floor.wentHome')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {leaving && <WentHome agent={agent} onClose={() => setLeaving(false)} />}
    </>
  );
}
