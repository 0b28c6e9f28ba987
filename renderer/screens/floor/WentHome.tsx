import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TeamCommands } from '../../../shared/contract/team.ts';
import type { FloorAgent } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { useApp } from '../../state/store.ts';
import { attempt, showError } from '../feedback.tsx';
import { takeBackHandoffs } from './give.ts';
import styles from './WentHome.module.css';
import { sharesOf } from './went-home.ts';

type Given = TeamCommands['team.wentHome']['out']['given'];

/** Asks, gives everything of an agent over by the team's rules, and says who got what, with the way back. */
export function WentHome({ agent, onClose }: { agent: FloorAgent; onClose: () => void }) {
  const { t } = useTranslation();
  const [given, setGiven] = useState<Given>();
  const [busy, setBusy] = useState(false);
  const { name, open: count } = agent;

  async function run(): Promise<void> {
    setBusy(true);
    try {
      const outcome = await call('team.wentHome', { agentId: agent.id });
      setGiven(outcome.given);
      void useApp.getState().readFloor();
    } catch (caught) {
      showError(caught, t('floor.notGiven'));
      onClose();
    }
  }

  async function undo(): Promise<void> {
    onClose();
    await attempt(takeBackHandoffs((given ?? []).map(({ handoffId }) => handoffId)));
    void useApp.getState().readFloor();
  }

  if (!given)
    return (
      <Dialog title={t('floor.wentHomeTitle', { name })} onClose={onClose} size={420}>
        <p>{t('floor.wentHomeHint', { count })}</p>
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button data-autofocus loading={busy} onClick={() => void run()}>
            {t('floor.giveOver', { count })}
          </Button>
        </div>
      </Dialog>
    );
  return (
    <Dialog title={t('floor.wentHomeDone', { count: given.length, name })} onClose={onClose} size={420}>
      <ul className={styles.shares}>
        {sharesOf(given).map((share) => (
          <li key={share.name ?? ''}>
            <span>{share.name ?? t('floor.toQueue')}</span>
            <span>{share.count}</span>
          </li>
        ))}
      </ul>
      <div className={styles.buttons}>
        <Button variant="default" disabled={given.length === 0} onClick={() => void undo()}>
          {t('floor.undoAll')}
        </Button>
        <Button data-autofocus onClick={onClose}>
          {t('action.close')}
        </Button>
      </div>
    </Dialog>
  );
}
