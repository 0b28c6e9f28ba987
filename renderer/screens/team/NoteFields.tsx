import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HandoffNote } from '../../../shared/model/index.ts';
import styles from './Reassign.module.css';
import { noteParts } from './words.ts';

/** The four things the next one asks first; each may be left empty. */
export function NoteFields({ note, onChange }: { note: HandoffNote; onChange: (note: HandoffNote) => void }) {
  const { t } = useTranslation();
  return (
    <div className={styles.parts}>
      {noteParts.map((part) => (
        <TextInput
          key={part}
          label={t(`team.handoff.${part}`)}
          value={note[part] ?? ''}
          onChange={(event) => onChange({ ...note, [part]: event.currentTarget.value })}
        />
      ))}
    </div>
  );
}
