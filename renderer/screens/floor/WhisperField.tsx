import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerId } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { showError } from '../feedback.tsx';
import styles from './WhisperField.module.css';

/** Said to whoever has the conversation, seen by nobody else. */
export function WhisperField({ customerId, holder }: { customerId: CustomerId; holder: string | undefined }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [told, setTold] = useState<string>();
  if (holder === undefined) return <p className={styles.nobody}>{t('floor.whisperNobody')}</p>;

  async function whisper(): Promise<void> {
    const said = text.trim();
    if (said === '') return;
    setText('');
    setTold(undefined);
    try {
      const { to } = await call('whisper.send', { customerId, text: said });
      setTold(to);
    } catch (caught) {
      setText((now) => (now === '' ? said : now));
      showError(caught, t('floor.whisperFailed'));
    }
  }

  return (
    <form
      className={styles.whisper}
      onSubmit={(event) => {
        event.preventDefault();
        void whisper();
      }}
    >
      <Textarea
        className={styles.field ?? ''}
        aria-label={t('floor.whisper')}
        placeholder={told === undefined ? t('floor.whisperTo', { name: holder }) : t('floor.whispered', { name: told })}
        autosize
        minRows={1}
        maxRows={5}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          // First the words are left, then the conversation.
          if (event.code === 'Escape') {
            event.preventDefault();
            event.currentTarget.blur();
          }
          if ((event.code === 'Enter' || event.code === 'NumpadEnter') && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault();
            void whisper();
          }
        }}
      />
      <span className="sr-only" role="status">
        {told !== undefined && t('floor.whispered', { name: told })}
      </span>
      <Button type="submit" disabled={text.trim() === ''}>
        {t('floor.whisperSend')}
      </Button>
    </form>
  );
}
