import { Button, Popover } from '@mantine/core';
import { type KeyboardEvent, type ReactElement, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TakesKeyboard } from '../../components/TakesKeyboard.tsx';
import { clock, moment, timeLocale } from '../../i18n/time.ts';
import styles from './LaterMenu.module.css';
import { fromField, laterTimes, toField } from './later.ts';

type Props = { children: (toggle: () => void) => ReactElement; onChoose: (at: number) => void };

/** When it is to leave: a few usual times, or any. */
export function LaterMenu({ children, onChoose }: Props) {
  const { t } = useTranslation();
  // The menu itself is made when it is first asked for, because the foot is drawn with every person and every letter.
  const [made, setMade] = useState(false);
  const [opened, setOpened] = useState(false);
  const place = useRef<HTMLSpanElement>(null);
  const [now, setNow] = useState(Date.now);
  const [typed, setTyped] = useState('');
  const at = fromField(typed);
  const past = at !== undefined && at <= Date.now();

  function toggle(): void {
    setNow(Date.now());
    setTyped(toField(laterTimes(Date.now())[1]?.at ?? Date.now()));
    setMade(true);
    setOpened(!opened);
  }
  /** Closed without a choice: the button has the keyboard again. */
  function change(open: boolean): void {
    setOpened(open);
    if (!open) place.current?.querySelector('button')?.focus();
  }
  function choose(time: number): void {
    setOpened(false);
    onChoose(time);
  }
  return (
    <span ref={place} className={styles.place}>
      {made ? (
        <Popover opened={opened} onChange={change} position="top-end" width={320} trapFocus>
          <Popover.Target>{children(toggle)}</Popover.Target>
          <Popover.Dropdown className={styles.dropdown} aria-label={t('composer.later')}>
            <TakesKeyboard />
            <p className={styles.title}>{t('composer.later')}</p>
            <div role="menu" aria-label={t('composer.later')} tabIndex={-1} onKeyDown={walk}>
              {laterTimes(now).map(({ name, at: time }, index) => (
                <button
                  key={name}
                  type="button"
                  role="menuitem"
                  className={styles.item}
                  data-autofocus={index === 0 || undefined}
                  onClick={() => choose(time)}
                >
                  <span>{t(`composer.laterAt.${name}`)}</span>
                  <span className={styles.time}>{name === 'hour' ? clock(time) : moment(time, now)}</span>
                </button>
              ))}
            </div>
            <form
              className={styles.own}
              onSubmit={(event) => {
                event.preventDefault();
                if (at !== undefined && !past) choose(at);
              }}
            >
              <input
                type="datetime-local"
                lang={timeLocale()}
                aria-label={t('composer.laterOwn')}
                aria-invalid={past}
                value={typed}
                min={toField(now)}
                onChange={(event) => setTyped(event.target.value)}
              />
              <Button size="compact-xs" variant="default" type="submit" disabled={at === undefined || past}>
                {t('composer.laterSet')}
              </Button>
              {past && <p>{t('composer.laterPast')}</p>}
            </form>
          </Popover.Dropdown>
        </Popover>
      ) : (
        children(toggle)
      )}
    </span>
  );
}

/** Arrows go from one time to the next. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.code === 'ArrowDown' ? 1 : event.code === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  const at = items.indexOf(event.target as HTMLElement);
  items[(at + step + items.length) % items.length]?.focus();
  event.preventDefault();
}
