import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { desktop } from '../../bridge/desktop.ts';
import { ChannelIcon } from '../../components/ChannelIcon.tsx';
import { IconSchool } from '../../components/icons.ts';
import { ChannelForm } from '../channel-form/ChannelForm.tsx';
import { type ChannelDraft, freeId, newDraft } from '../channel-form/draft.ts';
import { showError } from '../feedback.tsx';
import styles from './FirstRun.module.css';

/** Nothing is connected yet: connect a channel, or, from the source tree, look around in the practice workspace. */
export function FirstRun() {
  const { t } = useTranslation();
  const [form, setForm] = useState<ChannelDraft>();
  const [opening, setOpening] = useState(false);

  function openPractice(): void {
    setOpening(true);
    desktop
      .openPractice()
      .catch((caught: unknown) => showError(caught, t('firstRun.practiceFailed')))
      .finally(() => setOpening(false));
  }

  if (form) {
    return (
      <main className={styles.page}>
        <div className={styles.box}>
          <h1 className={styles.formTitle}>{t(`channelForm.add.${form.kind}`)}</h1>
          <ChannelForm initial={form} editing={false} onDone={() => setForm(undefined)} />
        </div>
      </main>
    );
  }
  return (
    <main className={styles.page}>
      <div className={styles.box}>
        <p className={styles.name}>{t('app.name')}</p>
        <h1>{t('firstRun.title')}</h1>
        <p className={styles.hint}>{t('firstRun.hint')}</p>
        <div className={styles.ways}>
          {(['email', 'telegram'] as const).map((kind) => (
            <button key={kind} type="button" onClick={() => setForm(newDraft(kind, freeId(kind, [])))}>
              <ChannelIcon kind={kind} size={22} />
              <span>
                <strong>{t(`firstRun.${kind}`)}</strong>
                <span>{t(`firstRun.${kind}Hint`)}</span>
              </span>
            </button>
          ))}
          {desktop.practice && (
            <button type="button" disabled={opening} onClick={openPractice}>
              <IconSchool size={22} stroke={1.6} aria-hidden />
              <span>
                <strong>{t('firstRun.practice')}</strong>
                <span>{t('firstRun.practiceHint')}</span>
              </span>
            </button>
          )}
        </div>
      </div>
    </main>
  );
}
