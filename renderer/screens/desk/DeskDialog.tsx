import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/Dialog.tsx';
import type { Question } from '../../state/desk.ts';
import { useApp } from '../../state/store.ts';
import type { AnswerProps } from './answer.ts';
import styles from './Desk.module.css';
import { nameOf } from './names.ts';
import { Reassign } from './Reassign.tsx';
import { CallBackLater, Remind } from './Remind.tsx';
import { ResolveAs } from './ResolveAs.tsx';
import { Snooze } from './Snooze.tsx';
import { TagPick } from './TagPick.tsx';

const answers: Record<Question, (props: AnswerProps) => React.ReactNode> = {
  snooze: Snooze,
  tag: TagPick,
  reassign: Reassign,
  resolve: ResolveAs,
  remind: Remind,
  callBack: CallBackLater,
};

/** One question about one or many customers, the same by mouse and by keyboard. */
export function DeskDialog() {
  const { t } = useTranslation();
  const asking = useApp((state) => state.asking);
  const stopAsking = useApp((state) => state.stopAsking);
  if (!asking) return null;
  const { question, customerIds } = asking;
  const Answer = answers[question];
  // Its name is known to those who find it by name alone, so who it is about stands below.
  const named = question === 'reassign';
  const who = customerIds.length === 1 ? nameOf(customerIds[0]) : t('desk.people', { count: customerIds.length });
  return (
    <Dialog
      onClose={stopAsking}
      size={named ? 480 : 380}
      title={named ? t(`desk.${question}`) : `${t(`desk.${question}`)} · ${who}`}
    >
      {named && <p className={styles.who}>{who}</p>}
      <Answer customerIds={customerIds} onDone={stopAsking} />
    </Dialog>
  );
}
