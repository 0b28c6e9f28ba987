import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { defaultKeymap, type Keymap, keyName, rebind, shortcuts } from '../../state/keymap.ts';
import { useApp } from '../../state/store.ts';
import { paletteKeys, sendKeys } from './keys.ts';
import styles from './ShortcutList.module.css';

/** Every shortcut with what it does. `editable`: a press on a key asks for another one. */
export function ShortcutList({ editable = false }: { editable?: boolean }) {
  const { t } = useTranslation();
  const keymap = useApp((state) => state.keymap);
  const setKeymap = useApp((state) => state.setKeymap);
  const [waiting, setWaiting] = useState<keyof Keymap>();
  const fixed = [
    ['palette', paletteKeys],
    ['help', '?'],
    ['send', sendKeys],
    ['leave', 'Esc'],
  ] as const;
  return (
    <>
      <p className={styles.hint}>{t(editable ? 'shortcuts.editHint' : 'shortcuts.hint')}</p>
      <dl className={styles.list} data-columns={!editable || undefined}>
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
                    if (keyName(event.code) !== undefined) setKeymap(rebind(keymap, shortcut, event.code));
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
        {fixed.map(([name, keys]) => (
          <div key={name}>
            <dt>{t(`shortcuts.${name}`)}</dt>
            <dd>
              <kbd>{keys}</kbd>
            </dd>
          </div>
        ))}
      </dl>
      {editable && (
        <Button className={styles.reset} data-setting="keys-reset" variant="default" onClick={() => setKeymap(defaultKeymap)}>
          {t('shortcuts.reset')}
        </Button>
      )}
    </>
  );
}
