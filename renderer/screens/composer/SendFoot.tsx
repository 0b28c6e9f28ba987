import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconChevronDown } from '../../components/icons.ts';
import { commandOf } from '../palette/controls.ts';
import { sendKeys } from '../shortcuts/keys.ts';
import { LaterMenu } from './LaterMenu.tsx';
import styles from './SendFoot.module.css';

type Props = {
  tools: ReactNode;
  /** What the channel will make of it, or what stands against sending; `how` much that is. */
  words: string;
  how?: 'stops' | 'over' | undefined;
  /** Quiet words before the buttons, before the keys that send and after them. */
  before?: ReactNode;
  after?: ReactNode;
  /** Further ways out. */
  children?: ReactNode;
  ready: boolean;
  /** At once, or at a time. */
  onSend: (at?: number) => void;
};

/** The foot of what is sent: tools, a line on what will become of it, and the way out, now or later. */
export function SendFoot({ tools, words, how, before, after, children, ready, onSend }: Props) {
  const { t } = useTranslation();
  return (
    <div className={styles.foot}>
      {tools}
      <span className={styles.note} role="status" data-how={how} title={words}>
        {words}
      </span>
      <span className={styles.quiet}>
        {before}
        <span className={styles.keys}>{sendKeys}</span>
        {after}
      </span>
      {children}
      <span className={styles.send}>
        <Button {...commandOf('composer.send')} size="xs" disabled={!ready} onClick={() => onSend()}>
          {t('composer.send')}
        </Button>
        <LaterMenu onChoose={onSend}>
          {(toggle) => (
            <Button
              {...commandOf('composer.later')}
              size="xs"
              disabled={!ready}
              aria-label={t('composer.later')}
              title={t('composer.later')}
              onClick={toggle}
            >
              <IconChevronDown size={14} stroke={2} aria-hidden />
            </Button>
          )}
        </LaterMenu>
      </span>
    </div>
  );
}
