import { Button, Textarea } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerId } from '../../../shared/model/index.ts';
import { give, type Receiver } from './give.ts';
import styles from './HandoffPopover.module.css';

export type Giving = { customerIds: readonly CustomerId[]; to: Receiver; at: { x: number; y: number } };

/** Where something was dropped: what the receiver should know. Enter gives it over, with a note or without. */
export function HandoffPopover({ giving, onClose }: { giving: Giving; onClose: () => void }) {
  const { t } = useTranslation();
  const { customerIds, to, at } = giving;
  const [text, setText] = useState('');
  const id = useId();

  function hand(): void {
    onClose();
    const said = text.trim();
    void give(customerIds, to, said === '' ? undefined : { text: said });
  }

  return (
    <form
      className={styles.popover}
      role="dialog"
      aria-labelledby={id}
      data-contrast-edge
      style={{ '--x': `${at.x}px`, '--y': `${at.y}px` } as React.CSSProperties}
      onSubmit={(event) => {
        event.preventDefault();
        hand();
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.code === 'Escape') onClose();
        if ((event.code === 'Enter' || event.code === 'NumpadEnter') && !event.shiftKey && !event.nativeEvent.isComposing) {
          event.preventDefault();
          hand();
        }
      }}
    >
      <h3 id={id}>{t('floor.giveTo', { count: customerIds.length, name: to.name })}</h3>
      <Textarea
        autoFocus
        aria-label={t('desk.handoffNote')}
        placeholder={t('desk.handoffPlaceholder')}
        autosize
        minRows={2}
        maxRows={6}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={styles.end}>
        <span>{t('floor.enterSkips')}</span>
        <Button variant="default" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button type="submit">{t('desk.reassign')}</Button>
      </div>
    </form>
  );
}
