import { Popover } from '@mantine/core';
import { useState } from 'react';
import type { Item } from '../../../shared/model/index.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { IconMoodPlus } from '../../components/icons.ts';
import { TakesKeyboard } from '../../components/TakesKeyboard.tsx';
import { t } from '../../i18n/words.ts';
import { abilitiesOf, react } from './actions.ts';
import styles from './ReactionPicker.module.css';

/** A face instead of a message, where the channel carries one. */
export function ReactionPicker({ item }: { item: Item }) {
  const [open, setOpen] = useState(false);
  const { reactions } = abilitiesOf(item);
  if (reactions.length === 0) return null;
  const button = (
    <IconButton label={t('timeline.react')} aria-expanded={open} onClick={() => setOpen(!open)}>
      <IconMoodPlus size={16} stroke={1.6} aria-hidden />
    </IconButton>
  );
  // The popover itself is made when it is asked for: fifty of them would cost a frame.
  if (!open) return button;
  return (
    <Popover opened onChange={setOpen} position="top" trapFocus returnFocus withinPortal>
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown className={styles.faces} aria-label={t('timeline.react')}>
        <TakesKeyboard />
        {reactions.map((emoji) => (
          <button
            key={emoji}
            type="button"
            onClick={() => {
              setOpen(false);
              react(item, emoji);
            }}
          >
            {emoji}
          </button>
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
