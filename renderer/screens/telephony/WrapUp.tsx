import { Button, Textarea } from '@mantine/core';
import type { CustomerView, LiveCall } from '../../../shared/contract/api.ts';
import { call } from '../../bridge/client.ts';
import { Choice } from '../../components/Choice.tsx';
import { duration } from '../../i18n/time.ts';
import { t } from '../../i18n/words.ts';
import { useApp } from '../../state/store.ts';
import { callKeys } from '../call/words.ts';
import { attempt } from '../feedback.tsx';
import { recapOption } from './recap.ts';
import styles from './WrapUp.module.css';

/** After a call: how it went, a note for colleagues, and what was agreed to the customer's messenger or mail. */
export function WrapUp({ view, live }: { view: CustomerView; live: LiveCall }) {
  const codes = useApp((state) => state.workspace?.resultCodes) ?? [];
  const me = useApp((state) => state.workspace?.me.name ?? '');
  const state = useApp((app) => app.agentState?.state);
  const endWrapUp = useApp((app) => app.endWrapUp);
  const ask = useApp((app) => app.ask);
  const option = recapOption(view);
  const { id } = live.item;
  const { result = '', note = '', recap } = useApp((app) => app.wrapUpDrafts[id]) ?? {};
  const edit = useApp((app) => app.editWrapUp);
  // How long it was is known once it is over, and then stands on the timeline.
  const ended = useApp((app) => app.person?.timeline.items.find((item) => item.id === id)?.call);
  const talkMs = ended?.talkMs ?? live.item.call.talkMs ?? 0;
  // What is written for colleagues is what was agreed, until somebody words it for the customer.
  const toCustomer = recap ?? t('telephony.recapText', { note: note.trim(), me });

  async function finish(): Promise<boolean> {
    const text = note.trim();
    const said = call('call.wrapUp', {
      itemId: id,
      ...(result === '' ? {} : { result }),
      ...(text === '' ? {} : { note: { text } }),
    });
    if (!(await attempt(said))) return false;
    endWrapUp(id);
    if (state === 'wrap-up') void attempt(useApp.getState().setAgentState('ready'));
    return true;
  }

  async function sendRecap(): Promise<void> {
    if (!option || !(await finish())) return;
    const route = { contactPointId: option.contactPointId, channelId: option.channelId };
    await attempt(useApp.getState().sendBeside(view, { text: toCustomer, route }));
  }

  return (
    <section
      className={styles.wrapUp}
      aria-label={t('telephony.wrapUp')}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        void (event.shiftKey ? sendRecap() : finish());
      }}
    >
      <header className={styles.head}>
        <h3>{t('telephony.wrapUpOf', { length: duration(talkMs) })}</h3>
        {codes.length > 0 && (
          <Choice
            label={t('telephony.resultLabel')}
            look="field"
            value={result}
            options={[{ value: '', label: t('telephony.noResult') }, ...codes.map((code) => ({ value: code, label: code }))]}
            onChoose={(chosen) => edit(id, { result: chosen })}
          />
        )}
      </header>
      <div className={styles.fields}>
        <Textarea
          className={styles.note ?? ''}
          label={t('telephony.noteLabel')}
          title={callKeys.wrapUp}
          data-wrap-up
          autosize
          minRows={2}
          maxRows={5}
          value={note}
          onChange={(event) => edit(id, { note: event.currentTarget.value })}
        />
        {option && (
          <Textarea
            label={t('telephony.recapLabel', { channel: t(`channel.${option.channelKind}`) })}
            autosize
            minRows={2}
            maxRows={5}
            value={toCustomer}
            onChange={(event) => edit(id, { recap: event.currentTarget.value })}
          />
        )}
      </div>
      <div className={styles.buttons}>
        <Button className={styles.later ?? ''} variant="subtle" onClick={() => ask('callBack')}>
          {t('telephony.callBackLater')}
        </Button>
        {option && (
          <Button variant="default" title="Ctrl+Shift+Enter" onClick={() => void sendRecap()}>
            {t('telephony.sendRecap')}
          </Button>
        )}
        <Button title="Ctrl+Enter" onClick={() => void finish()}>
          {t('telephony.done')}
        </Button>
      </div>
    </section>
  );
}
