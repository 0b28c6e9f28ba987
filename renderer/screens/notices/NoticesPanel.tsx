import { Button, Popover } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notice } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { IconBell } from '../../components/icons.ts';
import { useNow } from '../../components/use-now.ts';
import { exact, moment } from '../../i18n/time.ts';
import { useApp } from '../../state/store.ts';
import { attempt } from '../feedback.tsx';
import { commandOf } from '../palette/controls.ts';
import { gathered, type NewsLine, tidingsOf } from '../team/news.ts';
import { usePutAway } from '../team/put-away.ts';
import { newsTitle, newsWords } from '../team/words.ts';
import { noticeText } from './late-words.ts';
import styles from './NoticesPanel.module.css';

/** What the agent was told of, whether a toast was shown or not; each says why. */
export function NoticesPanel() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const team = useApp((state) => state.teamView);
  const read = usePutAway(({ ids }) => ids);
  const tidings = useMemo(() => gathered(tidingsOf(team).filter((news) => !read.includes(news.id))), [team, read]);
  const unseen = useApp((state) => state.unseenNotices) + tidings.length;
  const notices = useApp((state) => state.notices);
  return (
    <Popover opened={open} onChange={setOpen} position="right-end" offset={20} width={360} trapFocus withinPortal>
      <span className={styles.anchor} data-tour="notices" data-unseen={unseen > 0 ? (unseen > 99 ? '99+' : unseen) : undefined}>
        <Popover.Target>
          <IconButton
            {...commandOf('notices.label')}
            label={unseen > 0 ? t('notices.labelUnseen', { count: unseen }) : t('notices.label')}
            onClick={() => setOpen(!open)}
          >
            <IconBell size={18} stroke={1.6} aria-hidden />
          </IconButton>
        </Popover.Target>
      </span>
      <Popover.Dropdown p={0} className={styles.panel} aria-label={t('notices.label')}>
        <header className={styles.head}>
          <h2>{t('notices.label')}</h2>
          {unseen > 0 && (
            <Button size="compact-xs" variant="default" onClick={() => void attempt(call('notice.seen', {}))}>
              {t('notices.allSeen')}
            </Button>
          )}
        </header>
        {notices.length === 0 && tidings.length === 0 && <p className={styles.empty}>{t('notices.empty')}</p>}
        <ul className={styles.list}>
          {tidings.map((line) => (
            <TeamLine key={line.news.key} line={line} onOpen={() => setOpen(false)} />
          ))}
          {notices.map((notice) => (
            <Line key={notice.id} notice={notice} onOpen={() => setOpen(false)} />
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

function Line({ notice, onOpen }: { notice: Notice; onOpen: () => void }) {
  const { t } = useTranslation();
  const now = useNow();
  const { customerId, customerName, itemId, kind, at, count, seen } = notice;
  return (
    <li>
      <button
        type="button"
        className={styles.notice}
        data-seen={seen || undefined}
        onClick={() => {
          onOpen();
          const app = useApp.getState();
          app.goTo('inbox');
          void app.openCustomer(customerId, itemId);
          void attempt(call('notice.seen', { customerId }));
        }}
      >
        <span className={styles.name}>
          {customerName}
          {count > 1 && <span className={styles.count}>{count}</span>}
        </span>
        <span className={styles.time} title={exact(at)}>
          {moment(at, now)}
        </span>
        <span className={styles.text} data-whole={notice.late ? true : undefined}>
          {noticeText(notice)}
        </span>
        <span className={styles.why}>{t(`notices.why.${kind}`)}</span>
      </button>
    </li>
  );
}

/** Something of the team that waits for an answer; it goes by itself once it has one. */
function TeamLine({ line, onOpen }: { line: NewsLine; onOpen: () => void }) {
  const { news } = line;
  const { customer } = news;
  const now = useNow();
  const at = news.kind === 'whisper' ? news.whisper.at : news.handoff.createdAt;
  return (
    <li>
      <button
        type="button"
        className={styles.notice}
        onClick={() => {
          onOpen();
          const app = useApp.getState();
          app.goTo('inbox');
          void app.openCustomer(customer.id);
        }}
      >
        <span className={styles.name}>{newsTitle(line)}</span>
        <span className={styles.time} title={exact(at)}>
          {moment(at, now)}
        </span>
        <span className={styles.text}>{newsWords(news)}</span>
      </button>
    </li>
  );
}
