import { Button, Textarea, TextInput } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerId, HandoffNote } from '../../../shared/model/index.ts';
import { useApp } from '../../state/store.ts';
import { nameOf } from '../desk/names.ts';
import { NoteFields } from '../team/NoteFields.tsx';
import { newTo } from '../team/new-to.ts';
import { overloadOf } from '../team/room.ts';
import { trimmedNote } from '../team/words.ts';
import { give, type Receiver } from './give.ts';
import styles from './HandoffPopover.module.css';

export type Giving = { customerIds: readonly CustomerId[]; to: Receiver; at: { x: number; y: number } };

/** A button does by Enter what it says. */
const onButton = (target: EventTarget): boolean => target instanceof HTMLButtonElement;

/** Where something was dropped: what the receiver should know. Enter gives it over, with a note or without. */
export function HandoffPopover({ giving, onClose }: { giving: Giving; onClose: () => void }) {
  const { t } = useTranslation();
  const { customerIds, to, at } = giving;
  const [note, setNote] = useState<HandoffNote>({});
  const [inParts, setInParts] = useState(false);
  const [reason, setReason] = useState('');
  const receiver = useApp(({ floor }) => ('agentId' in to ? floor?.agents.find(({ id }) => id === to.agentId) : undefined));
  const overload = receiver && overloadOf(receiver, newTo(receiver.id, customerIds));
  const customer = nameOf(customerIds[0]);
  const form = useRef<HTMLFormElement>(null);
  const id = useId();

  // Wherever the keyboard is: a part of the form that goes takes it along.
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.code !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      onClose();
    }
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [onClose]);

  function hand(): void {
    onClose();
    void give(customerIds, to, { note: trimmedNote(note), reason: reason.trim() });
  }

  return (
    <form
      ref={form}
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
        if (
          (event.code === 'Enter' || event.code === 'NumpadEnter') &&
          !onButton(event.target) &&
          !event.shiftKey &&
          !event.nativeEvent.isComposing
        ) {
          event.preventDefault();
          hand();
        }
      }}
    >
      <h3 id={id}>
        {customerIds.length === 1
          ? t('floor.giveOne', { customer, name: to.name })
          : t('floor.giveManyTo', { count: customerIds.length, name: to.name })}
      </h3>
      {overload && (
        <p className={styles.warn} role="status">
          {t('team.reassign.overload', { name: to.name, ...overload })}
        </p>
      )}
      {inParts && <NoteFields note={note} onChange={setNote} />}
      <Textarea
        autoFocus
        aria-label={t('desk.handoffNote')}
        placeholder={t(inParts ? 'team.reassign.notePlaceholder' : 'desk.handoffPlaceholder')}
        autosize
        minRows={2}
        maxRows={6}
        value={note.text ?? ''}
        onChange={(event) => setNote({ ...note, text: event.currentTarget.value })}
      />
      <TextInput
        aria-label={t('team.reassign.reason')}
        placeholder={t('team.reassign.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={styles.end}>
        {inParts ? (
          <span />
        ) : (
          <button
            type="button"
            className={styles.parts}
            onClick={() => {
              setInParts(true);
              requestAnimationFrame(() => form.current?.querySelector('input')?.focus());
            }}
          >
            {t('floor.inParts')}
          </button>
        )}
        <Button variant="default" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button type="submit">{t('desk.reassign')}</Button>
      </div>
    </form>
  );
}
