import { Button, Checkbox, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type NoticeRules, noticeSounds, pauses } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { desktop } from '../../bridge/desktop.ts';
import { Choice } from '../../components/Choice.tsx';
import { moment, timeLocale } from '../../i18n/time.ts';
import { afterCalls, callPops } from '../../state/calls.ts';
import { useApp } from '../../state/store.ts';
import { attempt } from '../feedback.tsx';
import { pauseNotices } from '../notices/pause.ts';
import { play } from '../notices/sound.ts';
import styles from './NoticesSection.module.css';
import { QuietDays } from './QuietDays.tsx';

const usualNight = { from: '20:00', to: '09:00' };

/** Of what one is told, how, and when not. Each change is saved at once. */
export function NoticesSection() {
  const { t } = useTranslation();
  const rules = useApp((state) => state.workspace?.noticeRules);
  const channels = useApp((state) => state.connections) ?? [];
  const callPop = useApp((state) => state.callPop);
  const setCallPop = useApp((state) => state.setCallPop);
  const afterCall = useApp((state) => state.afterCall);
  const setAfterCall = useApp((state) => state.setAfterCall);
  if (!rules) return null;
  const set = (change: Partial<NoticeRules>): void => {
    void attempt(call('workspace.update', { noticeRules: { ...rules, ...change } }));
  };
  const withoutQuiet = (): void => {
    const { quiet: _gone, ...rest } = rules;
    void attempt(call('workspace.update', { noticeRules: rest }));
  };
  const paused = rules.pausedUntil !== undefined && rules.pausedUntil > Date.now();
  return (
    <div className={styles.rules}>
      <fieldset>
        <legend>{t('notices.of')}</legend>
        <Checkbox
          data-setting="mine"
          label={t('notices.rule.mine')}
          checked={rules.mine}
          onChange={(event) => set({ mine: event.currentTarget.checked })}
        />
        <Checkbox
          data-setting="unassigned"
          label={t('notices.rule.unassigned')}
          checked={rules.unassignedMinutes > 0}
          onChange={(event) => set({ unassignedMinutes: event.currentTarget.checked ? 15 : 0 })}
        />
        {rules.unassignedMinutes > 0 && (
          <NumberInput
            className={styles.minutes}
            size="xs"
            label={t('notices.rule.minutes')}
            min={1}
            max={10_080}
            value={rules.unassignedMinutes}
            onChange={(value) => {
              if (typeof value === 'number' && value >= 1) set({ unassignedMinutes: Math.round(value) });
            }}
          />
        )}
        <Checkbox
          data-setting="mentions"
          label={t('notices.rule.mentions')}
          checked={rules.mentions}
          onChange={(event) => set({ mentions: event.currentTarget.checked })}
        />
        <Checkbox
          data-setting="reminders"
          label={t('notices.rule.reminders')}
          checked={rules.reminders}
          onChange={(event) => set({ reminders: event.currentTarget.checked })}
        />
        <Checkbox
          data-setting="failures"
          label={t('notices.rule.failures')}
          checked={rules.failures}
          onChange={(event) => set({ failures: event.currentTarget.checked })}
        />
      </fieldset>
      {channels.length > 0 && (
        <fieldset>
          <legend>{t('notices.channels')}</legend>
          {channels.map(({ channelId, name }) => (
            <Checkbox
              key={channelId}
              label={name}
              checked={!rules.mutedChannels.includes(channelId)}
              onChange={(event) =>
                set({
                  mutedChannels: event.currentTarget.checked
                    ? rules.mutedChannels.filter((id) => id !== channelId)
                    : [...rules.mutedChannels, channelId],
                })
              }
            />
          ))}
        </fieldset>
      )}
      <fieldset>
        <legend>{t('notices.how')}</legend>
        <Checkbox
          data-setting="toasts"
          label={t('notices.toasts')}
          checked={rules.toasts}
          onChange={(event) => set({ toasts: event.currentTarget.checked })}
        />
        <div className={styles.choice} data-setting="sound">
          <span>{t('notices.sound')}</span>
          <Choice
            look="field"
            label={t('notices.sound')}
            value={rules.sound}
            options={noticeSounds.map((sound) => ({ value: sound, label: t(`notices.soundWord.${sound}`) }))}
            onChoose={(value) => {
              const sound = noticeSounds.find((each) => each === value);
              if (!sound) return;
              set({ sound });
              play(sound);
            }}
          />
        </div>
        <div>
          <Button
            variant="default"
            data-setting="test"
            onClick={() => {
              desktop.notify({ title: t('notices.testTitle'), body: t('notices.testBody'), customerId: '' });
              play(rules.sound);
            }}
          >
            {t('notices.test')}
          </Button>
        </div>
      </fieldset>
      <fieldset>
        <legend>{t('notices.calls')}</legend>
        <div className={styles.choice} data-setting="callPop">
          <span>{t('telephony.pop.label')}</span>
          <Choice
            look="field"
            label={t('telephony.pop.label')}
            value={callPop}
            options={callPops.map((pop) => ({ value: pop, label: t(`telephony.pop.${pop}`) }))}
            onChoose={(value) => {
              const pop = callPops.find((each) => each === value);
              if (pop) setCallPop(pop);
            }}
          />
        </div>
        <div className={styles.choice} data-setting="afterCall">
          <span>{t('telephony.after.label')}</span>
          <Choice
            look="field"
            label={t('telephony.after.label')}
            value={afterCall}
            options={afterCalls.map((after) => ({ value: after, label: t(`telephony.after.${after}`) }))}
            onChoose={(value) => {
              const after = afterCalls.find((each) => each === value);
              if (after) setAfterCall(after);
            }}
          />
        </div>
      </fieldset>
      <fieldset>
        <legend>{t('notices.quiet')}</legend>
        <Checkbox
          data-setting="quiet"
          label={t('notices.quietHours')}
          checked={rules.quiet !== undefined}
          onChange={(event) => (event.currentTarget.checked ? set({ quiet: usualNight }) : withoutQuiet())}
        />
        {rules.quiet && (
          <div className={styles.line}>
            {(['from', 'to'] as const).map((end) => (
              <label key={end} className={styles.clock}>
                {t(`notices.${end}`)}
                <input
                  type="time"
                  lang={timeLocale()}
                  value={rules.quiet?.[end] ?? ''}
                  onChange={(event) => {
                    if (event.target.value !== '' && rules.quiet) set({ quiet: { ...rules.quiet, [end]: event.target.value } });
                  }}
                />
              </label>
            ))}
          </div>
        )}
        <QuietDays days={rules.quietDays ?? []} onChange={(quietDays) => set({ quietDays })} />
        <div className={styles.line} data-setting="pause">
          {paused ? (
            <>
              <span>{t('notices.pausedUntil', { time: moment(rules.pausedUntil ?? 0, Date.now()) })}</span>
              <Button variant="default" onClick={() => pauseNotices(undefined)}>
                {t('notices.resume')}
              </Button>
            </>
          ) : (
            pauses.map((pause) => (
              <Button key={pause} variant="default" onClick={() => pauseNotices(pause)}>
                {t(`notices.pause.${pause}`)}
              </Button>
            ))
          )}
        </div>
      </fieldset>
    </div>
  );
}
