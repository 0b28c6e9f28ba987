import { useTranslation } from 'react-i18next';
import { modifier, sendKeys, shownKeys } from './keys.ts';
import styles from './ShortcutList.module.css';
import type { Shortcut } from './shortcut-of.ts';

const order: Shortcut[] = [
  'next',
  'previous',
  'reply',
  'note',
  'resolve',
  'assign',
  'snooze',
  'remind',
  'tag',
  'choose',
  'undo',
  'search',
  'panel',
  'help',
];

/** Every shortcut with what it does. */
export function ShortcutList() {
  const { t } = useTranslation();
  return (
    <>
      <p className={styles.hint}>{t('shortcuts.hint')}</p>
      <dl className={styles.list}>
        {order.map((shortcut) => (
          <div key={shortcut}>
            <dt>{t(`shortcuts.${shortcut}`)}</dt>
            <dd>
              <kbd>{shownKeys[shortcut]}</kbd>
              {shortcut === 'search' && <kbd>{`${modifier}+K`}</kbd>}
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('shortcuts.send')}</dt>
          <dd>
            <kbd>{sendKeys}</kbd>
          </dd>
        </div>
        <div>
          <dt>{t('shortcuts.leave')}</dt>
          <dd>
            <kbd>Esc</kbd>
          </dd>
        </div>
      </dl>
    </>
  );
}
