import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { useApp } from '../../state/store.ts';
import { lockOf, mayTakeOver } from '../../state/team-view.ts';
import { type Standing, useView } from '../../state/use-view.ts';
import { useShownKey } from '../shortcuts/keys.ts';
import { take, takeOrAsk, takingOf } from './take.ts';
import { useTakeOverQuestion } from './take-over-question.ts';

/** Take what nobody has, take over what a colleague has; nothing where it is mine. Who may not is told so when they try. */
export function TakeButton({ view, size = 'compact-sm' }: { view: Standing; size?: 'compact-sm' | 'compact-xs' }) {
  const { t } = useTranslation();
  const key = useShownKey('take');
  const me = useApp((state) => state.workspace?.me.id);
  const allowed = useApp((state) => mayTakeOver(state.teamView));
  const taking = takingOf(view, me);
  if (taking === undefined) return null;
  const refused = taking === 'takeOver' && !allowed;
  return (
    <Button
      size={size}
      variant={taking === 'take' ? 'filled' : 'default'}
      {...(refused ? { c: 'dimmed' } : {})}
      data-tip={refused ? t('team.leadsOnly') : `${t(`team.${taking}`)} · ${key}`}
      style={{ flex: 'none' }}
      onClick={() => takeOrAsk(view)}
    >
      {t(`team.${taking}`)}
    </Button>
  );
}

/** Asked before somebody who is writing just now loses the conversation. */
export function TakeOverQuestion() {
  const { t } = useTranslation();
  const customerId = useTakeOverQuestion((state) => state.customerId);
  const close = useTakeOverQuestion((state) => state.close);
  const view = useView('id', 'name', 'conversation');
  const writer = useApp((state) => lockOf(state.teamView, customerId ?? '', undefined)?.name);
  if (customerId === undefined || !view || view.id !== customerId) return null;
  return (
    <ConfirmDialog
      title={t('team.takeOverTyping', { agent: writer ?? view.conversation?.assignee?.name ?? '' })}
      action={t('team.takeOver')}
      onConfirm={() => void take(view)}
      onClose={close}
    >
      <p>{t('team.takeOverTypingText')}</p>
    </ConfirmDialog>
  );
}
