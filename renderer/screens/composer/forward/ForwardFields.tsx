import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { editorKey, emptyEditor } from '../../../state/drafts.ts';
import { useApp } from '../../../state/store.ts';
import type { WritingView } from '../../../state/writing-view.ts';
import styles from '../MailFields.module.css';
import { Recipients } from '../Recipients.tsx';

const nobody: readonly string[] = [];

/** To whom, with copies where they are asked for, and about what. */
export function ForwardFields({ view }: { view: WritingView }) {
  const { t } = useTranslation();
  const { edit } = useApp.getState();
  const { forward, subject, cc, bcc } = useApp(
    useShallow((state) => {
      const editor = state.editors[editorKey('forward', view.id)] ?? emptyEditor;
      return { forward: editor.forward, subject: editor.subject, cc: editor.cc, bcc: editor.bcc };
    }),
  );
  const [opened, setOpened] = useState<'cc' | 'bcc'>();
  function open(field: 'cc' | 'bcc'): void {
    setOpened(field);
    edit('forward', view.id, { [field]: [] });
  }
  const to = forward?.to ?? nobody;
  return (
    <>
      <div data-forward-to>
        <Recipients
          label={t('timeline.mailTo')}
          value={to}
          agents={view.agents}
          autoFocus={false}
          onChange={(value) => forward && edit('forward', view.id, { forward: { ...forward, to: value } })}
        />
      </div>
      {(['cc', 'bcc'] as const).map((field) => {
        const value = { cc, bcc }[field];
        return (
          value !== undefined && (
            <Recipients
              key={field}
              label={t(`composer.${field}`)}
              value={value}
              agents={view.agents}
              autoFocus={opened === field}
              onChange={(changed) => edit('forward', view.id, { [field]: changed })}
            />
          )
        );
      })}
      <div className={styles.line}>
        <label>
          <span className={styles.label}>{t('composer.subject')}</span>
          <input
            type="text"
            value={subject ?? ''}
            onChange={(event) => edit('forward', view.id, { subject: event.target.value })}
          />
        </label>
        {(['cc', 'bcc'] as const).map(
          (field) =>
            ({ cc, bcc })[field] === undefined && (
              <button key={field} type="button" className={styles.more} onClick={() => open(field)}>
                {t(`composer.${field}`)}
              </button>
            ),
        )}
      </div>
    </>
  );
}
