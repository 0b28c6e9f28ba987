import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../shared/model/index.ts';
import { desktop } from '../../bridge/desktop.ts';
import { IconArrowBackUp, IconCode, IconCopy, IconDots } from '../../components/icons.ts';
import { copyText, replyTo } from './actions.ts';
import styles from './ItemMenu.module.css';

/** What can be done with one item. The menu itself is made when it is asked for. */
export function ItemMenu({ item }: { item: Item }) {
  const { t } = useTranslation();
  const { sourceHash } = item;
  const answerable = item.kind !== 'note' && item.kind !== 'event' && item.deletedAt === undefined;
  return (
    <Menu position="bottom-end" width={200} withinPortal>
      <Menu.Target>
        <button type="button" className={styles.button} aria-label={t('timeline.actions')}>
          <IconDots size={16} stroke={1.6} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {answerable && (
          <Menu.Item leftSection={<IconArrowBackUp size={16} stroke={1.6} />} onClick={() => replyTo(item)}>
            {t('timeline.reply')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconCopy size={16} stroke={1.6} />} onClick={() => copyText(item)}>
          {t('timeline.copyText')}
        </Menu.Item>
        {sourceHash !== undefined && (
          <Menu.Item leftSection={<IconCode size={16} stroke={1.6} />} onClick={() => desktop.openSource(sourceHash)}>
            {t('timeline.source')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
