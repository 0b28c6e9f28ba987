import { Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventReading, ReadEvent } from '../../../shared/contract/channel-test.ts';
import { call } from '../../bridge/client.ts';
import { Details } from '../../components/Details.tsx';
import { IconCircleCheck, IconX } from '../../components/icons.ts';
import { dated } from '../../i18n/time.ts';
import { t } from '../../i18n/words.ts';
import type { CloudProvider } from './cloud-providers.ts';
import styles from './TestResult.module.css';

/** What would be made of an event, pasted out of the provider's account or the log of a web server. Nothing of it is kept. */
export function TryEvent({ provider }: { provider: CloudProvider }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [reading, setReading] = useState<EventReading>();
  useEffect(() => {
    let wanted = true;
    setReading(undefined);
    if (text.trim() === '') return;
    call('channel.readEvent', { provider, text }).then(
      (read) => {
        if (wanted) setReading(read);
      },
      (caught: unknown) => {
        if (wanted) setReading({ ok: false, detail: caught instanceof Error ? caught.message : String(caught) });
      },
    );
    return () => {
      wanted = false;
    };
  }, [provider, text]);
  return (
    <div>
      <Textarea
        label={t('channelForm.cloud.tryEvent')}
        description={t('channelForm.cloud.tryEventHint')}
        autosize
        minRows={2}
        maxRows={8}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div role="status" aria-label={t('channelForm.cloud.tryEvent')}>
        {reading && <Reading reading={reading} />}
      </div>
    </div>
  );
}

function Reading({ reading }: { reading: EventReading }) {
  if (!reading.ok || reading.events.length === 0) {
    return (
      <ul className={styles.steps}>
        <li data-ok={reading.ok || undefined}>
          {reading.ok ? <IconCircleCheck size={16} stroke={1.8} aria-hidden /> : <IconX size={16} stroke={1.8} aria-hidden />}
          <div>
            <p>{t(reading.ok ? 'channelForm.cloud.ofNoCall' : 'channelForm.cloud.unreadable')}</p>
            {!reading.ok && <Details text={reading.detail} />}
          </div>
        </li>
      </ul>
    );
  }
  return (
    <ul className={styles.steps}>
      {reading.events.map((event, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they have no other identity, and never move
        <li key={index} data-ok>
          <IconCircleCheck size={16} stroke={1.8} aria-hidden />
          <p>
            <strong>{t(`channelForm.cloud.told.${event.what}`)}</strong>
            {`: ${factsOf(event).join(' · ')}`}
          </p>
        </li>
      ))}
    </ul>
  );
}

function factsOf(event: ReadEvent): string[] {
  const { direction, number, name, line, queue, extension, to, outcome, internal, at } = event;
  const hidden = event.what === 'ring' && direction === 'in' && number === undefined;
  const words: Array<string | undefined> = [
    t('channelForm.cloud.fact.call', { call: event.call }),
    direction && t(`channelForm.cloud.fact.${direction}`),
    number ?? (hidden ? t('telephony.hiddenNumber') : undefined),
    name,
    extension === undefined ? undefined : t('channelForm.cloud.fact.extension', { extension }),
    to === undefined ? undefined : t('channelForm.cloud.fact.to', { extension: to }),
    queue === undefined ? undefined : t('channelForm.cloud.fact.queue', { queue }),
    line === undefined ? undefined : t('channelForm.cloud.fact.line', { line }),
    outcome && t(`channelForm.cloud.outcome.${outcome}`),
    internal === true ? t('channelForm.cloud.fact.internal') : undefined,
    dated(at),
  ];
  return words.filter((word): word is string => word !== undefined);
}
