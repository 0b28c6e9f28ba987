import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { HeldReply } from '../../../../shared/contract/api.ts';
import { call } from '../../../bridge/client.ts';
import { IconAlertTriangle, IconClock } from '../../../components/icons.ts';
import { MarkedText } from '../../../components/marked/MarkedText.tsx';
import { useNow } from '../../../components/use-now.ts';
import { moment } from '../../../i18n/time.ts';
import { useApp } from '../../../state/store.ts';
import type { WritingView } from '../../../state/writing-view.ts';
import { attempt, showUndo } from '../../feedback.tsx';
import { focusEditor } from '../../focus.ts';
import { openLink } from '../../telephony/open-link.ts';
import { PassedOnTo } from '../../timeline/PassedOnTo.tsx';
import { LaterMenu } from '../LaterMenu.tsx';
import styles from './HeldReplies.module.css';
import { answeredMeanwhile, heldProblem } from './held-words.ts';
import { useSecondsLeft } from './use-seconds.ts';

/** Answers that wait for their time, at the end of the timeline, where they will stand. */
export const HeldReplies = memo(function HeldReplies({ view }: { view: WritingView }) {
  return view.held.map((held) => <Held key={held.id} view={view} held={held} />);
});

function Held({ view, held }: { view: WritingView; held: HeldReply }) {
  const { t } = useTranslation();
  const now = useNow();
  const { reply, reason, problem } = held;
  const kind = t(`kind.${held.channelKind}`);
  const to = reply.forward ? held.address : view.name;
  const name = t('timeline.itemTo', { kind, name: to, time: moment(held.createdAt, now) });

  function takeBack(): void {
    void attempt(useApp.getState().recall(view.id, held), t('held.gone')).then(() =>
      focusEditor(held.draft.forward ? 'forward' : 'reply'),
    );
  }
  function sendNow(): void {
    void attempt(call('held.sendNow', { heldId: held.id }), t('held.notSent'));
  }
  async function discard(): Promise<void> {
    if (await attempt(call('held.discard', { heldId: held.id }), t('held.gone')))
      showUndo(t('held.discarded'), async () => useApp.getState().giveBack(view.id, held.draft));
  }
  const overtaken = problem?.code === answeredMeanwhile;
  const files = reply.files.map((file) => file.name).join(', ');
  return (
    <article className={styles.held} aria-label={name} data-held={reason}>
      <div className={styles.bubble}>
        {reply.forward && <PassedOnTo to={[{ address: held.address }]} />}
        {reply.subject && <p className={styles.subject}>{reply.subject}</p>}
        <p className={styles.words}>
          <MarkedText text={reply.text} marks={reply.marks} onOpen={openLink} />
        </p>
        {files !== '' && <p className={styles.files}>{files}</p>}
      </div>
      <div className={styles.line} data-troubled={problem ? '' : undefined}>
        {problem ? (
          <span className={styles.state}>
            <IconAlertTriangle size={14} stroke={1.8} aria-hidden />
            {heldProblem(problem, now)}
          </span>
        ) : (
          <Waiting held={held} now={now} />
        )}
        {held.answeredSince && reason === 'later' && <span className={styles.warn}>{t('held.answeredSince')}</span>}
        {overtaken && (
          <button type="button" onClick={sendNow}>
            {t('held.sendAnyway')}
          </button>
        )}
        <button type="button" onClick={takeBack}>
          {t(reason === 'undo' ? 'action.undo' : 'held.edit')}
        </button>
        {(reason === 'later' || problem) && !overtaken && (
          <LaterMenu onChoose={(at) => void attempt(call('held.change', { heldId: held.id, sendAt: at }))}>
            {(toggle) => (
              <button type="button" onClick={toggle}>
                {t('held.move')}
              </button>
            )}
          </LaterMenu>
        )}
        {(reason === 'later' || problem) && !overtaken && (
          <button type="button" onClick={sendNow}>
            {t('held.sendNow')}
          </button>
        )}
        {problem && (
          <button type="button" onClick={() => void discard()}>
            {t('held.discard')}
          </button>
        )}
      </div>
    </article>
  );
}

/** Queued, and until when. */
function Waiting({ held: { reason, sendAt }, now }: { held: HeldReply; now: number }) {
  const { t } = useTranslation();
  const left = useSecondsLeft(sendAt);
  return (
    <span className={styles.state}>
      <IconClock size={14} stroke={1.8} aria-hidden />
      <span>{t('delivery.queued')}</span>
      <span aria-hidden>·</span>
      <span>{reason === 'undo' ? t('held.leavesIn', { count: left }) : t('held.leavesAt', { time: moment(sendAt, now) })}</span>
    </span>
  );
}
