import { Button, TextInput } from '@mantine/core';
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/IconButton.tsx';
import { IconArrowDown, IconArrowUp, IconTrash } from '../../components/icons.ts';
import styles from './NamedList.module.css';

export type Named = { id: string; name: string; mark?: ReactNode };

type Props = {
  /** As the list of settings names it. */
  id: string;
  title: string;
  hint: string;
  items: readonly Named[];
  onRename: (item: Named, name: string) => void;
  onRemove: (item: Named) => void;
  /** Gives it another place, from 0; without it they stand as they are. */
  onMove?: (item: Named, to: number) => void;
  /** What the field for another one is called; without it none is made here. */
  add?: { label: string; run: (name: string) => void };
};

const longest = 60;

/** Names that are changed where they stand, each one once; another is made by typing it below. */
export function NamedList({ id, title, hint, items, onRename, onRemove, onMove, add }: Props) {
  const { t } = useTranslation();
  const heading = useId();
  const [typed, setTyped] = useState('');
  const name = typed.trim();
  const taken = (wanted: string, but?: Named): boolean =>
    items.some((item) => item.id !== but?.id && item.name.toLowerCase() === wanted.toLowerCase());

  return (
    <section aria-labelledby={heading} data-setting={id} className={styles.section}>
      <h3 id={heading}>{title}</h3>
      <p>{hint}</p>
      {items.length > 0 && (
        <ul>
          {items.map((item, at) => (
            <li key={item.id}>
              {item.mark && <span className={styles.mark}>{item.mark}</span>}
              <NameField item={item} taken={(wanted) => taken(wanted, item)} onRename={(next) => onRename(item, next)} />
              {onMove && items.length > 1 && <Moves item={item} at={at} last={items.length - 1} onMove={onMove} />}
              <IconButton label={`${t('action.remove')} ${item.name}`} onClick={() => onRemove(item)}>
                <IconTrash size={16} stroke={1.6} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {add && (
        <form
          className={styles.add}
          onSubmit={(event) => {
            event.preventDefault();
            if (name === '' || taken(name)) return;
            add.run(name);
            setTyped('');
          }}
        >
          <TextInput
            aria-label={add.label}
            placeholder={add.label}
            maxLength={longest}
            value={typed}
            error={name !== '' && taken(name) && t('settings.nameTaken', { name })}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={name === '' || taken(name)}>
            {t('action.add')}
          </Button>
        </form>
      )}
    </section>
  );
}

type MovesProps = { item: Named; at: number; last: number; onMove: (item: Named, to: number) => void };

/** One place up or down. Whoever moves it by keyboard keeps the keyboard: a row that changes its place in the page loses it. */
function Moves({ item, at, last, onMove }: MovesProps) {
  const { t } = useTranslation();
  const up = useRef<HTMLButtonElement>(null);
  const down = useRef<HTMLButtonElement>(null);
  const pressed = useRef<'up' | 'down'>(undefined);
  useLayoutEffect(() => {
    const was = pressed.current;
    pressed.current = undefined;
    if (was === undefined) return;
    const goesOn = was === 'up' ? at > 0 : at < last;
    ((was === 'up') === goesOn ? up : down).current?.focus();
  }, [at, last]);
  const move = (way: 'up' | 'down'): void => {
    pressed.current = way;
    onMove(item, way === 'up' ? at - 1 : at + 1);
  };
  return (
    <>
      <IconButton ref={up} label={t('settings.moveUp', { name: item.name })} disabled={at === 0} onClick={() => move('up')}>
        <IconArrowUp size={16} stroke={1.6} aria-hidden />
      </IconButton>
      <IconButton
        ref={down}
        label={t('settings.moveDown', { name: item.name })}
        disabled={at === last}
        onClick={() => move('down')}
      >
        <IconArrowDown size={16} stroke={1.6} aria-hidden />
      </IconButton>
    </>
  );
}

type FieldProps = { item: Named; taken: (name: string) => boolean; onRename: (name: string) => void };

/** Saves itself when it is left or Enter is pressed; an empty name and one that another has go back to what was saved. */
function NameField({ item, taken, onRename }: FieldProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(item.name);
  useEffect(() => setTyped(item.name), [item.name]);

  function save(): void {
    const next = typed.trim();
    if (next === '' || taken(next)) setTyped(item.name);
    else if (next !== item.name) onRename(next);
  }
  return (
    <input
      className={styles.name}
      aria-label={t('settings.nameOf', { name: item.name })}
      maxLength={longest}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.code === 'Enter' || event.code === 'NumpadEnter') save();
      }}
    />
  );
}
