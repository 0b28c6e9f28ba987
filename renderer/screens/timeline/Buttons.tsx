import type { MessageButton } from '../../../shared/model/index.ts';
import { desktop } from '../../bridge/desktop.ts';
import { t } from '../../i18n/words.ts';
import styles from './Buttons.module.css';

/** Buttons we sent under a message. The customer presses them; here they are only shown, and links can be opened. */
export function Buttons({ rows }: { rows: MessageButton[][] }) {
  return (
    <ul className={styles.buttons} aria-label={t('timeline.buttons')}>
      {rows.map((row) => (
        <li key={row.map(({ label }) => label).join('\n')} className={styles.row}>
          {row.map((button) =>
            'url' in button ? (
              <button key={button.label} type="button" title={button.url} onClick={() => desktop.openExternal(button.url)}>
                {button.label}
              </button>
            ) : (
              <span key={button.label}>{button.label}</span>
            ),
          )}
        </li>
      ))}
    </ul>
  );
}
