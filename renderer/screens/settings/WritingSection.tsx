import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { sameMarks } from '../../../shared/lib/marks.ts';
import { call } from '../../bridge/client.ts';
import { Choice } from '../../components/Choice.tsx';
import { useApp } from '../../state/store.ts';
import { replyMarks } from '../composer/formatting.ts';
import type { Content } from '../composer/MarkedField.tsx';
import { TextBox } from '../composer/TextBox.tsx';
import { attempt } from '../feedback.tsx';
import styles from './GeneralSection.module.css';

const seconds = [0, 5, 10, 15, 20, 30];

/** How answers are written and sent at this desk. Each field saves itself when it is left. */
export function WritingSection() {
  const { t } = useTranslation();
  const composing = useApp((state) => state.workspace?.composing);
  const typed = useRef<Content>(undefined);
  if (!composing) return null;
  const { undoSeconds, signature = { text: '' } } = composing;

  function saveSignature(): void {
    const now = typed.current;
    if (!now || (now.text === signature.text && sameMarks(now.marks, signature.marks ?? []))) return;
    const { text, marks } = now;
    const empty = text.trim() === '';
    void attempt(call('workspace.update', { signature: empty ? null : { text, ...(marks.length === 0 ? {} : { marks }) } }));
  }

  return (
    <div className={styles.fields}>
      <div className={styles.field} data-setting="undo">
        <span>{t('settings.undo')}</span>
        <Choice
          look="field"
          label={t('settings.undo')}
          value={String(undoSeconds)}
          options={seconds.map((count) => ({
            value: String(count),
            label: count === 0 ? t('settings.undoOff') : t('settings.undoSeconds', { count }),
          }))}
          onChoose={(value) => void attempt(call('workspace.update', { undoSeconds: Number(value) }))}
        />
        <p>{t('settings.undoHint')}</p>
      </div>
      <div className={styles.field} data-setting="signature">
        <span>{t('settings.signature')}</span>
        <TextBox
          label={t('settings.signature')}
          placeholder={t('settings.signature')}
          initial={{ text: signature.text, marks: signature.marks ?? [] }}
          allowed={replyMarks}
          onChange={(content) => {
            typed.current = content;
          }}
          onBlur={saveSignature}
        />
        <p>{t('settings.signatureHint')}</p>
      </div>
      <div className={styles.field}>
        <span>{t('settings.spelling')}</span>
        <p>{t('settings.spellingHint')}</p>
      </div>
    </div>
  );
}
