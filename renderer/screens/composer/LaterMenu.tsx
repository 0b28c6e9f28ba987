import { Button, Menu } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clock, moment } from '../../i18n/time.ts';
import styles from './LaterMenu.module.css';
import { fromField, laterTimes, toField } from './later.ts';

/** When it is to leave: a few usual times, or any. */
export function LaterMenu({ children, onChoose }: { children: ReactElement; onChoose: (at: number) => void }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const [now, setNow] = useState(Date.now);
  const [typed, setTyped] = useState('');
  const at = fromField(typed);
  const past = at !== undefined && at <= Date.now();

  function choose(time: number): void {
    setOpened(false);
    onChoose(time);
  }
  return (
    <Menu
      opened={opened}
      onChange={(open) => {
        setOpened(open);
        if (!open) return;
        setNow(Date.now());
        setTyped(toField(laterTimes(Date.now())[1]?.at ?? Date.now()));
      }}
      position="top-end"
      width={260}
      trapFocus
    >
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('composer.later')}</Menu.Label>
        {laterTimes(now).map(({ name, at: time }) => (
          <Menu.Item
            key={name}
            rightSection={<span className={styles.time}>{name === 'hour' ? clock(time) : moment(time, now)}</span>}
            onClick={() => choose(time)}
          >
            {t(`composer.laterAt.${name}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <form
          className={styles.own}
          onSubmit={(event) => {
            event.preventDefault();
            if (at !== undefined && !past) choose(at);
          }}
        >
          <input
            type="datetime-local"
            aria-label={t('composer.laterOwn')}
            aria-invalid={past}
            value={typed}
            min={toField(now)}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => event.code !== 'Escape' && event.stopPropagation()}
          />
          <Button size="compact-xs" variant="default" type="submit" disabled={at === undefined || past}>
            {t('composer.laterSet')}
          </Button>
          {past && <p>{t('composer.laterPast')}</p>}
        </form>
      </Menu.Dropdown>
    </Menu>
  );
}
