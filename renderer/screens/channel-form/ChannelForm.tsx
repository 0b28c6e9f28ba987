import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelTest } from '../../../shared/contract/channel-test.ts';
import { asCallError, type CallError } from '../../bridge/call-error.ts';
import { call } from '../../bridge/client.ts';
import { Details } from '../../components/Details.tsx';
import { showDone, showError } from '../feedback.tsx';
import { AsteriskFields } from './AsteriskFields.tsx';
import styles from './ChannelForm.module.css';
import { CloudFields } from './CloudFields.tsx';
import { type ChannelDraft, problems, toConfig } from './draft.ts';
import { EmailFields } from './EmailFields.tsx';
import { TelegramFields } from './TelegramFields.tsx';
import { TestResult } from './TestResult.tsx';

type Outcome = { state: 'none' | 'testing' } | { state: 'done'; test: ChannelTest } | { state: 'failed'; error: CallError };

/** Connects or changes one channel: fill in, test, save. `editing`: it exists, and its secrets may stay as saved. */
export function ChannelForm({ initial, editing, onDone }: { initial: ChannelDraft; editing: boolean; onDone: () => void }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const [saving, setSaving] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>({ state: 'none' });
  const found = problems(draft, editing);
  const shown = tried ? found : {};
  const tested = outcome.state === 'done' && outcome.test.ok;
  const folders = outcome.state === 'done' ? outcome.test.folders : undefined;
  const untrusted = outcome.state === 'done' && outcome.test.steps.some(({ problem }) => problem?.code === 'certificate');
  const failed = outcome.state === 'failed' || (outcome.state === 'done' && !outcome.test.ok);

  function change(next: ChannelDraft): void {
    setDraft(next);
    setOutcome({ state: 'none' });
  }

  function complete(): boolean {
    setTried(true);
    return Object.keys(found).length === 0;
  }

  async function test(): Promise<void> {
    if (!complete()) return;
    setOutcome({ state: 'testing' });
    try {
      setOutcome({ state: 'done', test: await call('channel.test', { channel: toConfig(draft) }) });
    } catch (caught) {
      setOutcome({ state: 'failed', error: asCallError(caught) });
    }
  }

  async function save(): Promise<void> {
    if (!complete()) return;
    setSaving(true);
    const channel = toConfig(draft);
    try {
      await call('channel.save', { channel });
      showDone(t('channelForm.saved', { name: channel.name }));
      onDone();
    } catch (caught) {
      showError(caught);
    } finally {
      setSaving(false);
    }
  }

  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {draft.kind === 'email' && (
        <EmailFields
          draft={draft}
          problems={shown}
          editing={editing}
          folders={folders}
          asksForAuthority={untrusted}
          onChange={change}
          onSettle={setDraft}
        />
      )}
      {draft.kind === 'telegram' && <TelegramFields draft={draft} problems={shown} editing={editing} onChange={change} />}
      {draft.kind === 'asterisk' && (
        <AsteriskFields
          draft={draft}
          problems={shown}
          editing={editing}
          asksForAuthority={untrusted}
          onChange={change}
          onSettle={setDraft}
        />
      )}
      {draft.kind === 'cloud-pbx' && (
        <CloudFields draft={draft} problems={shown} editing={editing} onChange={change} onSettle={setDraft} />
      )}
      <div className={styles.outcome} aria-live="polite">
        {outcome.state === 'done' && <TestResult test={outcome.test} />}
        {outcome.state === 'failed' && (
          <>
            <p className={styles.bad}>{t('channelForm.testFailed')}</p>
            <p>{t(`error.${outcome.error.code}`)}</p>
            <Details text={`${outcome.error.code}: ${outcome.error.message}`} />
          </>
        )}
      </div>
      <div className={styles.buttons}>
        <Button variant="default" onClick={onDone}>
          {t('action.cancel')}
        </Button>
        <span className={styles.gap} />
        <Button variant={tested ? 'default' : 'filled'} loading={outcome.state === 'testing'} onClick={() => void test()}>
          {t('channelForm.test')}
        </Button>
        <Button type="submit" variant={tested ? 'filled' : 'default'} loading={saving}>
          {failed ? t('channelForm.saveUntested') : t('channelForm.save')}
        </Button>
      </div>
    </form>
  );
}
