import { Button } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/Dialog.tsx';
import { useApp } from '../../state/store.ts';
import { mayTakeOver } from '../../state/team-view.ts';
import { useView } from '../../state/use-view.ts';
import styles from './SendQuestion.module.css';
import { type Doubt, doubtOf } from './send-check.ts';
import { take, takingOf } from './take.ts';

type Send = (at?: number) => void;
type Way = { ready: () => boolean; send: Send };

/** Lets an answer go at once, or asks first where a colleague writes, has the conversation or has answered meanwhile. */
export function useSendQuestion({ ready, send }: Way): { submit: Send; question: ReactNode } {
  const [asking, setAsking] = useState<{ doubt: Doubt; at: number | undefined }>();
  const agreed = useRef(new Set<string>());

  function submit(at?: number): void {
    if (!ready()) return;
    const view = useApp.getState().person?.view;
    const doubt = view && doubtOf(view);
    if (doubt && !agreed.current.has(doubt.key)) setAsking({ doubt, at });
    else send(at);
  }
  const question = asking && (
    <Question
      doubt={asking.doubt}
      onClose={() => setAsking(undefined)}
      onSend={() => {
        agreed.current.add(asking.doubt.key);
        setAsking(undefined);
        send(asking.at);
      }}
    />
  );
  return { submit, question };
}

type Props = { doubt: Doubt; onClose: () => void; onSend: () => void };

function Question({ doubt, onClose, onSend }: Props) {
  const { t } = useTranslation();
  const view = useView('id', 'name', 'conversation');
  const me = useApp((state) => state.workspace?.me.id);
  const mayTake =
    useApp((state) => mayTakeOver(state.teamView)) && view && takingOf(view, me) !== undefined && doubt.kind !== 'answered';
  const words = { typing: 'askTyping', held: 'askHeld', answered: 'askAnswered' } as const;
  if (!view) return null;
  return (
    <Dialog title={t('team.lock.ask')} onClose={onClose}>
      <p>{t(`team.lock.${words[doubt.kind]}`, { name: doubt.name, customer: view.name })}</p>
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button data-autofocus={mayTake ? undefined : true} variant={mayTake ? 'default' : 'filled'} onClick={onSend}>
          {t('team.lock.send')}
        </Button>
        {mayTake && (
          <Button
            data-autofocus
            onClick={() => {
              void take(view).then((taken) => taken && onSend());
            }}
          >
            {t('team.lock.takeAndSend')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
