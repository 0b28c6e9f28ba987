import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { ReplyOption } from '../../../shared/contract/api.ts';
import { editorKey, emptyEditor } from '../../state/drafts.ts';
import { useApp } from '../../state/store.ts';
import type { WritingView } from '../../state/writing-view.ts';
import { othersOf } from './addresses.ts';
import styles from './MailFields.module.css';
import { Recipients } from './Recipients.tsx';

/** What a mail has besides its text: copies, when they are asked for, and the subject. */
export function MailFields({ view, option }: { view: WritingView; option: ReplyOption }) {
  const { t } = useTranslation();
  const edit = useApp((state) => state.edit);
  const { subject, cc, bcc } = useApp(
    useShallow((state) => {
      const editor = state.editors[editorKey('reply', view.id)] ?? emptyEditor;
      return { subject: editor.subject, cc: editor.cc, bcc: editor.bcc };
    }),
  );
  const others = useApp(
    useShallow((state) => {
      const mail = state.person?.timeline.items.findLast((item) => item.kind === 'email' && item.direction === 'in')?.mail;
      // Right after the start it is not known yet which of the addresses are ours.
      const ours = state.connections?.map(({ address }) => address);
      return mail && ours ? othersOf(mail, [...ours, option.address, ...mail.from.map(({ address }) => address)]) : [];
    }),
  );
  // Only a field that a hand has just opened takes the focus; one that came with the draft does not.
  const [opened, setOpened] = useState<'cc' | 'bcc'>();
  const { copies } = option.capabilities;

  function open(field: 'cc' | 'bcc', value: string[] = []): void {
    setOpened(value.length === 0 ? field : undefined);
    edit('reply', view.id, { [field]: value });
  }

  return (
    <>
      {copies && cc !== undefined && (
        <Recipients
          label={t('composer.cc')}
          value={cc}
          agents={view.agents}
          autoFocus={opened === 'cc'}
          onChange={(value) => edit('reply', view.id, { cc: value })}
        />
      )}
      {copies && bcc !== undefined && (
        <Recipients
          label={t('composer.bcc')}
          value={bcc}
          agents={view.agents}
          autoFocus={opened === 'bcc'}
          onChange={(value) => edit('reply', view.id, { bcc: value })}
        />
      )}
      <div className={styles.line}>
        <label>
          <span className={styles.label}>{t('composer.subject')}</span>
          <input
            type="text"
            value={subject ?? option.subject ?? ''}
            onChange={(event) => edit('reply', view.id, { subject: event.target.value })}
          />
        </label>
        {copies && cc === undefined && others.length > 0 && (
          <button type="button" className={styles.more} title={others.join(', ')} onClick={() => open('cc', others)}>
            {t('composer.replyAll', { count: others.length })}
          </button>
        )}
        {copies && cc === undefined && (
          <button type="button" className={styles.more} onClick={() => open('cc')}>
            {t('composer.cc')}
          </button>
        )}
        {copies && bcc === undefined && (
          <button type="button" className={styles.more} onClick={() => open('bcc')}>
            {t('composer.bcc')}
          </button>
        )}
      </div>
    </>
  );
}
