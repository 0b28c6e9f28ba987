import { Button, Popover } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notice, Overwritten } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { IconBell } from '../../components/icons.ts';
import { TakesKeyboard } from '../../components/TakesKeyboard.tsx';
import { useNow } from '../../components/use-now.ts';
import { exact, moment } from '../../i18n/time.ts';
import { useApp } from '../../state/store.ts';
import { attempt } from '../feedback.tsx';
import { commandOf } from '../palette/controls.ts';
import { gathered, type NewsLine, tidingsOf } from '../team/news.ts';
import { usePutAway } from '../team/put-away.ts';
import { newsTitle, newsWords } from '../team/words.ts';
import styles from './NoticesPanel.module.css';
import { noticeText, noticeTitle } from './notice-words.ts';

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
        <TakesKeyboard />
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
  const { id, customerId, itemId, kind, at, count, seen, late, overwritten, restored } = notice;
  return (
    <li>
      <button
        type="button"
        className={styles.notice}
        data-seen={seen || undefined}
        onClick={() => {
          if (customerId === undefined) {
            void attempt(call('notice.seen', { noticeId: id }));
            return;
          }
          onOpen();
          const app = useApp.getState();
          app.goTo('inbox');
          void app.openCustomer(customerId, itemId);
          void attempt(call('notice.seen', { customerId }));
        }}
      >
        <span className={styles.name}>
          {noticeTitle(notice)}
          {count > 1 && <span className={styles.count}>{count}</span>}
        </span>
        <span className={styles.time} title={exact(at)}>
          {moment(at, now)}
        </span>
        <span className={styles.text} data-whole={late || overwritten || restored ? true : undefined}>
          {noticeText(notice)}
        </span>
        <span className={styles.why}>{t(`notices.why.${kind}`)}</span>
      </button>
      {overwritten && <WhatWasLost notice={notice} overwritten={overwritten} />}
    </li>
  );
}

/** A name can be given again as it was; any other text can be copied, and put where it belongs. */
function WhatWasLost({ notice, overwritten: { what, lost } }: { notice: Notice; overwritten: Overwritten }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const { id, customerId, customerName } = notice;
  if (what === 'name' && customerName === lost) return null;
  return (
    <div className={styles.actions}>
      {what === 'name' && customerId !== undefined ? (
        <Button
          size="compact-xs"
          variant="default"
          onClick={async () => {
            if (await attempt(call('customer.rename', { customerId, name: lost })))
              void attempt(call('notice.seen', { noticeId: id }));
          }}
        >
          {t('notices.overwritten.takeMine', { name: lost })}
        </Button>
      ) : (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => void navigator.clipboard.writeText(lost).then(() => setCopied(true))}
        >
          {t(copied ? 'action.copied' : 'action.copy')}
        </Button>
      )}
    </div>
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
