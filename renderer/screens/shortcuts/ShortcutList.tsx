import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { defaultKeymap, type Keymap, keyName, rebind, shortcuts } from '../../state/keymap.ts';
import { leads } from '../../state/sections.ts';
import { useApp } from '../../state/store.ts';
import { fixedKeys } from './fixed-keys.ts';
import styles from './ShortcutList.module.css';

/** Every shortcut with what it does. `editable`: a press on a key asks for another one. */
export function ShortcutList({ editable = false }: { editable?: boolean }) {
  const { t } = useTranslation();
  const keymap = useApp((state) => state.keymap);
  const setKeymap = useApp((state) => state.setKeymap);
  const [waiting, setWaiting] = useState<keyof Keymap>();
  /** Who had the key that was given away last, and has the other one now. */
  const [swapped, setSwapped] = useState<keyof Keymap>();

  function give(shortcut: keyof Keymap, code: string): void {
    const holder = shortcuts.find((each) => keymap[each] === code);
    setSwapped(holder === shortcut ? undefined : holder);
    setKeymap(rebind(keymap, shortcut, code));
  }

  return (
    <>
      <p className={styles.hint}>{t(editable ? 'shortcuts.editHint' : 'shortcuts.hint')}</p>
      {editable && (
        <p className={styles.swapped} role="status">
          {swapped && t('shortcuts.swapped', { name: t(`shortcuts.${swapped}`), key: keyName(keymap[swapped]) ?? '' })}
        </p>
      )}
      <div className={styles.lists} data-columns={!editable || undefined}>
        <dl className={styles.list}>
          {shortcuts.map((shortcut) => (
            <div key={shortcut}>
              <dt>{t(`shortcuts.${shortcut}`)}</dt>
              <dd>
                {editable ? (
                  <button
                    type="button"
                    data-setting={`key-${shortcut}`}
                    aria-label={t('shortcuts.change', {
                      name: t(`shortcuts.${shortcut}`),
                      key: waiting === shortcut ? t('shortcuts.press') : (keyName(keymap[shortcut]) ?? ''),
                    })}
                    aria-pressed={waiting === shortcut}
                    onClick={() => setWaiting(shortcut)}
                    onBlur={() => setWaiting(undefined)}
                    onKeyDown={(event) => {
                      if (waiting !== shortcut || event.key === 'Tab') return;
                      event.preventDefault();
                      event.stopPropagation();
                      if (keyName(event.code) !== undefined) give(shortcut, event.code);
                      if (keyName(event.code) !== undefined || event.key === 'Escape') setWaiting(undefined);
                    }}
                  >
                    <kbd>{waiting === shortcut ? t('shortcuts.press') : keyName(keymap[shortcut])}</kbd>
                  </button>
                ) : (
                  <kbd>{keyName(keymap[shortcut])}</kbd>
                )}
              </dd>
            </div>
          ))}
        </dl>
        <FixedKeys />
      </div>
      {editable && (
        <Button
          className={styles.reset}
          data-setting="keys-reset"
          variant="default"
          onClick={() => {
            setSwapped(undefined);
            setKeymap(defaultKeymap);
          }}
        >
          {t('shortcuts.reset')}
        </Button>
      )}
    </>
  );
}

/** What is the same for everybody. */
function FixedKeys() {
  const { t } = useTranslation();
  // A desk without a telephone has no use for its keys, nor has an agent for those of the lead’s place.
  const phone = useApp(({ connections = [] }) => connections.some(({ kind }) => kind === 'asterisk' || kind === 'cloud-pbx'));
  const leading = useApp(({ teamView }) => leads(teamView));
  return fixedKeys
    .filter(({ group }) => (group !== 'calls' || phone) && (group !== 'floor' || leading))
    .map(({ group, lines }) => (
      <section key={group} className={styles.group}>
        <h3>{t(`shortcuts.group.${group}`)}</h3>
        <dl className={styles.list}>
          {lines.map(([name, keys]) => (
            <div key={name}>
              <dt>{t(`shortcuts.${name}`)}</dt>
              <dd>
                {keys.split(' ').map((each) => (
                  <kbd key={each}>{each}</kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </section>
    ));
}
