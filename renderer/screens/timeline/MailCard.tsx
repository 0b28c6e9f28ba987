import { useComputedColorScheme } from '@mantine/core';
import { useState } from 'react';
import { partsOfMail } from '../../../shared/lib/mail-parts.ts';
import type { Item, MailAddress, TextMark } from '../../../shared/model/index.ts';
import { call } from '../../bridge/client.ts';
import { fileUrl } from '../../bridge/desktop.ts';
import { ChannelIcon } from '../../components/ChannelIcon.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { IconContrast } from '../../components/icons.ts';
import { MarkedText } from '../../components/marked/MarkedText.tsx';
import { RichText } from '../../components/RichText.tsx';
import { Time } from '../../components/Time.tsx';
import { t } from '../../i18n/words.ts';
import { useApp } from '../../state/store.ts';
import { attempt } from '../feedback.tsx';
import { openLink } from '../telephony/open-link.ts';
import { Changes } from './Changes.tsx';
import { DeliveryState } from './DeliveryState.tsx';
import { ItemCardView } from './ItemCardView.tsx';
import { ItemMenu } from './ItemMenu.tsx';
import { authorName } from './item-words.ts';
import styles from './MailCard.module.css';
import { MailFrame } from './MailFrame.tsx';
import { Attachments } from './media/Attachments.tsx';
import { Origin } from './Origin.tsx';
import { PassedOnTo } from './PassedOnTo.tsx';
import { Protection } from './Protection.tsx';

function shown(address: MailAddress): string {
  return address.name ? `${address.name} <${address.address}>` : address.address;
}

/** Mails that were asked for in their own colours, by body hash: one that comes back stands as it was left. */
const originals = new Set<string>();

/** A mail: subject, people, the whole body, attachments. */
export function MailCard({ item }: { item: Item }) {
  const subject = item.subject?.trim() || t('timeline.noSubject');
  const [adapted, setAdapted] = useState(false);
  const [original, setOriginal] = useState(item.htmlHash !== undefined && originals.has(item.htmlHash));
  const dark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark';
  function toggleOriginal(): void {
    if (item.htmlHash === undefined) return;
    if (original) originals.delete(item.htmlHash);
    else originals.add(item.htmlHash);
    setOriginal(!original);
  }
  return (
    <>
      <div data-contrast-edge className={styles.card} data-out={item.direction === 'out' || undefined}>
        <header className={styles.head}>
          <span className={styles.icon}>
            <ChannelIcon kind="email" />
          </span>
          <h3 className={styles.subject}>{subject}</h3>
          <Time at={item.sentAt} form="moment" className={styles.time} />
          <span className={styles.tools}>
            {dark && (adapted || original) && (
              <IconButton label={t('timeline.originalColours')} aria-pressed={original} onClick={toggleOriginal}>
                <IconContrast size={16} />
              </IconButton>
            )}
            <ItemMenu item={item} />
          </span>
          <People item={item} />
        </header>
        {item.passedOn && (
          <div className={styles.origin}>
            <PassedOnTo {...item.passedOn} />
          </div>
        )}
        <Protection item={item} />
        {item.forwardedFrom && (
          <div className={styles.origin}>
            <Origin origin={item.forwardedFrom} />
          </div>
        )}
        {item.card && <ItemCardView item={item} card={item.card} />}
        {item.htmlHash === undefined ? (
          <PlainBody item={item} />
        ) : (
          <HtmlBody item={item} hash={item.htmlHash} subject={subject} dark={dark && !original} onAdapted={setAdapted} />
        )}
        <Attachments item={item} />
        <div className={styles.changes}>
          <Changes item={item} />
        </div>
      </div>
      <DeliveryState item={item} />
    </>
  );
}

function People({ item }: { item: Item }) {
  const [all, setAll] = useState(false);
  const { mail } = item;
  if (!mail) return <p className={styles.people}>{[authorName(item), item.address].filter(Boolean).join(' · ')}</p>;
  if (!all) {
    const from = mail.from.map((address) => address.name || address.address).join(', ');
    const to = [...mail.to, ...mail.cc].map((address) => address.name || address.address).join(', ');
    return (
      <p className={styles.people}>
        <button type="button" title={t('timeline.mailPeople')} aria-expanded={false} onClick={() => setAll(true)}>
          {from} → {to}
        </button>
      </p>
    );
  }
  const lines = [
    [t('timeline.mailFrom'), mail.from],
    [t('timeline.mailTo'), mail.to],
    [t('timeline.mailCc'), mail.cc],
  ] as const;
  return (
    <dl className={styles.addresses}>
      {lines
        .filter(([, addresses]) => addresses.length > 0)
        .map(([label, addresses]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{addresses.map(shown).join(', ')}</dd>
          </div>
        ))}
    </dl>
  );
}

/** Formatting is ours, and stays with what we wrote; signature and quoted history of a plain mail are folded. */
function PlainBody({ item }: { item: Item }) {
  const { said, signature, quoted } = item.marks ? { said: item.text, signature: '', quoted: '' } : partsOfMail(item.text);
  const image = (mark: TextMark & { type: 'image' }) => (
    <img className={styles.picture} src={fileUrl(mark.hash, mark.mime)} alt={t('file.image', { name: '' })} />
  );
  return (
    <div className={styles.plain} data-said>
      <MarkedText text={said} marks={item.marks} onOpen={openLink} image={image} />
      {signature !== '' && <Folded text={signature} show={t('timeline.signatureShow')} hide={t('timeline.signatureHide')} />}
      {quoted !== '' && item.forwardedFrom !== undefined && (
        <div className={styles.passedOn}>
          <RichText text={quoted} onOpen={openLink} />
        </div>
      )}
      {quoted !== '' && item.forwardedFrom === undefined && (
        <Folded text={quoted} show={t('timeline.quoteShow')} hide={t('timeline.quoteHide')} />
      )}
    </div>
  );
}

function Folded({ text, show, hide }: { text: string; show: string; hide: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={styles.more} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? hide : show}
      </button>
      {open && (
        <div className={styles.quoted}>
          <RichText text={text} onOpen={openLink} />
        </div>
      )}
    </>
  );
}

type HtmlProps = { item: Item; hash: string; subject: string; dark: boolean; onAdapted: (adapted: boolean) => void };

function HtmlBody({ item, hash, subject, dark, onAdapted }: HtmlProps) {
  const [once, setOnce] = useState(false);
  const sender = item.mail?.from[0]?.address ?? item.address;
  const trusted = useApp(
    (state) => sender !== undefined && (state.workspace?.remoteContentSenders.includes(sender.toLowerCase()) ?? false),
  );
  const remote = once || trusted;
  return (
    <>
      {item.hasRemoteContent && !remote && (
        <p className={styles.remote}>
          <span>{t('timeline.remote')}</span>
          <button type="button" onClick={() => setOnce(true)}>
            {t('timeline.remoteOnce')}
          </button>
          {sender !== undefined && item.direction === 'in' && (
            <button type="button" onClick={() => void attempt(call('mail.allowRemote', { sender, allow: true }))}>
              {t('timeline.remoteAlways')}
            </button>
          )}
        </p>
      )}
      <MailFrame hash={hash} remote={remote} dark={dark} title={t('timeline.mailBody', { subject })} onAdapted={onAdapted} />
    </>
  );
}
