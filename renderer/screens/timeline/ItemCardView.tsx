import { Button } from '@mantine/core';
import type { Item, ItemCard } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { desktop } from '../../bridge/desktop.ts';
import { IconCalendarEvent, IconCheck, IconMapPin, IconPhone } from '../../components/icons.ts';
import { useNow } from '../../components/use-now.ts';
import { calendarDays, clock, day, moment } from '../../i18n/time.ts';
import { t } from '../../i18n/words.ts';
import { attempt } from '../feedback.tsx';
import styles from './ItemCardView.module.css';

/** What an item carries besides words and files: a poll, a place, a visiting card, dice, an invitation, or something new. */
export function ItemCardView({ item, card }: { item: Item; card: ItemCard }) {
  switch (card.type) {
    case 'poll':
      return <Poll poll={card} />;
    case 'location':
      return <Place place={card} />;
    case 'contact':
      return (
        <div className={styles.card}>
          <IconPhone size={18} stroke={1.4} aria-hidden />
          <div className={styles.words}>
            <strong>{card.name}</strong>
            <span className={styles.quiet}>{card.phone}</span>
          </div>
        </div>
      );
    case 'dice':
      return (
        <p className={styles.dice}>
          <span>{card.emoji}</span> {t('card.dice', { value: card.value })}
        </p>
      );
    case 'unknown':
      return (
        <p className={styles.unknown}>
          <strong>{t('card.unknown')}</strong>
          <span className={styles.quiet}>{t('card.unknownHint', { kind: card.kind })}</span>
        </p>
      );
    case 'invitation':
      return <Invitation item={item} invitation={card} />;
  }
}

function Poll({ poll }: { poll: ItemCard & { type: 'poll' } }) {
  const { question, options, total, multiple, closed } = poll;
  return (
    <section className={styles.poll} aria-label={t('card.poll', { question })}>
      <strong>{question}</strong>
      <span className={styles.quiet}>
        {t(closed ? 'card.pollClosed' : multiple ? 'card.pollMultiple' : 'card.pollOne')} · {t('card.votes', { count: total })}
      </span>
      <ul>
        {options.map(({ text, votes, correct }) => (
          <li key={text}>
            <span className={styles.option}>
              {correct && <IconCheck size={14} stroke={2} aria-label={t('card.correct')} />}
              {text}
            </span>
            <span className={styles.quiet}>{total === 0 ? '' : `${Math.round((votes / total) * 100)} %`}</span>
            <meter min={0} max={Math.max(1, total)} value={votes} aria-label={t('card.votesFor', { text, count: votes })} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Coordinates open in the system’s browser: a map drawn here would tell a map’s owner where each customer is. */
function Place({ place }: { place: ItemCard & { type: 'location' } }) {
  const { latitude, longitude, title, address, liveUntil } = place;
  const at = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  const now = useNow();
  const live = liveUntil !== undefined && liveUntil > now;
  return (
    <div className={styles.card}>
      <IconMapPin size={18} stroke={1.4} aria-hidden />
      <div className={styles.words}>
        <strong>{title ?? t(liveUntil === undefined ? 'card.location' : 'card.liveLocation')}</strong>
        <span className={styles.quiet}>{[address, at].filter(Boolean).join(' · ')}</span>
        {liveUntil !== undefined && (
          <span className={styles.quiet}>{t(live ? 'card.liveUntil' : 'card.liveEnded', { time: moment(liveUntil, now) })}</span>
        )}
      </div>
      <button
        type="button"
        onClick={() =>
          desktop.openExternal(
            `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`,
          )
        }
      >
        {t('card.openMap')}
      </button>
    </div>
  );
}

const answers = ['accepted', 'tentative', 'declined'] as const;

function Invitation({ item, invitation }: { item: Item; invitation: ItemCard & { type: 'invitation' } }) {
  const { method, summary, from, to, allDay, location, organizer, answer } = invitation;
  const now = useNow();
  const when = allDay
    ? day(from, now)
    : `${moment(from, now)}${to === undefined ? '' : `–${calendarDays(from, to) === 0 ? clock(to) : moment(to, now)}`}`;
  return (
    <section className={styles.invitation} aria-label={t(`card.invitation.${method}`, { summary })}>
      <IconCalendarEvent size={18} stroke={1.4} aria-hidden />
      <div className={styles.words}>
        <strong>{summary || t('card.noSummary')}</strong>
        <span>{when}</span>
        {location !== undefined && <span className={styles.quiet}>{location}</span>}
        {organizer && <span className={styles.quiet}>{t('card.organizer', { name: organizer.name ?? organizer.address })}</span>}
        {method === 'cancel' && <span className={styles.cancelled}>{t('card.cancelled')}</span>}
        {method === 'request' && item.direction === 'in' && (
          <div className={styles.answers}>
            {answers.map((each) => (
              <Button
                key={each}
                size="compact-xs"
                variant={answer === each ? 'filled' : 'default'}
                aria-pressed={answer === each}
                onClick={() => void attempt(call('invitation.answer', { itemId: item.id, answer: each }))}
              >
                {t(`card.answer.${each}`)}
              </Button>
            ))}
          </div>
        )}
      </div>
    </section>
  );
}
