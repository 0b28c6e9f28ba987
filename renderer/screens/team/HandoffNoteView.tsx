import { useTranslation } from 'react-i18next';
import type { HandoffNote } from '../../../shared/model/index.ts';
import styles from './Band.module.css';
import { noteParts } from './words.ts';

/** What the next one needs to know, part by part. */
export function HandoffNoteView({ note, reason }: { note: HandoffNote; reason?: string | undefined }) {
  const { t } = useTranslation();
  const parts = noteParts.filter((part) => note[part] !== undefined);
  if (parts.length === 0 && note.text === undefined && reason === undefined) return null;
  return (
    <div className={styles.note}>
      {parts.length > 0 && (
        <dl>
          {parts.map((part) => (
            <Part key={part} term={t(`team.handoff.${part}`)} words={note[part] ?? ''} />
          ))}
        </dl>
      )}
      {note.text !== undefined && <p>{note.text}</p>}
      {reason !== undefined && <p className={styles.quiet}>{t('team.handoff.why', { reason })}</p>}
    </div>
  );
}

function Part({ term, words }: { term: string; words: string }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{words}</dd>
    </>
  );
}
