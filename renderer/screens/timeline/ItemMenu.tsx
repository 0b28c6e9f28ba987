import { Menu } from '@mantine/core';
import { useState } from 'react';
import type { Item } from '../../../shared/model/index.ts';
import { desktop } from '../../bridge/desktop.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCode,
  IconCopy,
  IconPencil,
  IconPin,
  IconPinnedOff,
  IconTrash,
} from '../../components/icons.ts';
import { TakesKeyboard } from '../../components/TakesKeyboard.tsx';
import { t } from '../../i18n/words.ts';
import { useApp } from '../../state/store.ts';
import { passOn } from '../composer/forward/start.ts';
import { abilitiesOf, copyText, editMessage, pin, replyTo, withdraw } from './actions.ts';
import styles from './ItemMenu.module.css';

/** What can be done with one item. The menu itself is made when it is asked for: fifty of them would cost a frame. */
export function ItemMenu({ item }: { item: Item }) {
  const [made, setMade] = useState(false);
  const [asking, setAsking] = useState(false);
  // A note is written for colleagues: whoever passes it on says so twice. The menu stays below, closed, and has the keyboard again.
  if (made)
    return (
      <>
        <OpenMenu item={item} onForward={() => (item.kind === 'note' ? setAsking(true) : void passOn(item))} />
        {asking && (
          <ConfirmDialog
            title={t('forward.noteTitle')}
            action={t('forward.action')}
            onConfirm={() => void passOn(item)}
            onClose={() => setAsking(false)}
          >
            <p>{t('forward.noteHint')}</p>
          </ConfirmDialog>
        )}
      </>
    );
  return (
    <button
      type="button"
      className={styles.button}
      aria-label={t('timeline.actions')}
      aria-haspopup="menu"
      onClick={() => setMade(true)}
    />
  );
}

function OpenMenu({ item, onForward }: { item: Item; onForward: () => void }) {
  const { sourceHash } = item;
  const answerable = item.kind !== 'note' && item.kind !== 'event' && item.deletedAt === undefined;
  const forwardable =
    item.kind !== 'event' && item.delivery !== 'cancelled' && useApp.getState().person?.view.forwardOptions.length;
  return (
    <Menu defaultOpened position="bottom-end" withinPortal>
      <Menu.Target>
        <button type="button" className={styles.button} aria-label={t('timeline.actions')} />
      </Menu.Target>
      <Menu.Dropdown>
        <TakesKeyboard />
        {answerable && (
          <Menu.Item leftSection={<IconArrowBackUp size={16} stroke={1.6} />} onClick={() => replyTo(item)}>
            {t('timeline.reply')}
          </Menu.Item>
        )}
        {forwardable && (
          <Menu.Item leftSection={<IconArrowForwardUp size={16} stroke={1.6} />} onClick={onForward}>
            {t('forward.action')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconCopy size={16} stroke={1.6} />} onClick={() => copyText(item)}>
          {t('timeline.copyText')}
        </Menu.Item>
        {item.kind !== 'event' && (item.deletedAt === undefined || item.pinned !== undefined) && (
          <Menu.Item
            leftSection={item.pinned ? <IconPinnedOff size={16} stroke={1.6} /> : <IconPin size={16} stroke={1.6} />}
            onClick={() => void pin(item, item.pinned === undefined)}
          >
            {t(item.pinned ? 'timeline.unpin' : 'timeline.pin')}
          </Menu.Item>
        )}
        {sourceHash !== undefined && (
          <Menu.Item leftSection={<IconCode size={16} stroke={1.6} />} onClick={() => desktop.openSource(sourceHash)}>
            {t('timeline.source')}
          </Menu.Item>
        )}
        {abilitiesOf(item).edit && (
          <Menu.Item leftSection={<IconPencil size={16} stroke={1.6} />} onClick={() => editMessage(item)}>
            {t('timeline.edit')}
          </Menu.Item>
        )}
        {abilitiesOf(item).withdraw && (
          <Menu.Item color="red" leftSection={<IconTrash size={16} stroke={1.6} />} onClick={() => withdraw(item)}>
            {t('timeline.withdraw')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
