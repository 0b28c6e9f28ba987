import type { InboundAttachment, InboundMessage } from '../../../shared/contract/connector.ts';
import type { ChannelConfig } from '../../../shared/contract/provision.ts';
import { seeded } from '../../support/random.ts';
import { type Person, person } from './people.ts';
import type { Moment } from './stream.ts';
import { messageText, subjectText } from './texts.ts';

export const mailChannel: ChannelConfig & { kind: 'email' } = {
  id: 'support-mail',
  kind: 'email',
  name: 'Support mailbox',
  address: 'support@shop.test',
  imap: { host: '127.0.0.1', port: 1, tls: 'none', user: 'support@shop.test', password: 'op-pass' },
  smtp: { host: '127.0.0.1', port: 1, tls: 'none', user: 'support@shop.test', password: 'op-pass' },
};
export const botChannel: ChannelConfig & { kind: 'telegram' } = {
  id: 'shop-bot',
  kind: 'telegram',
  name: 'Shop bot',
  token: '1:bench',
  apiRoot: 'http://127.0.0.1:1',
};

const attachedShare = 0.08;

/** What the connector of the channel would tell of this moment. The words depend on the moment alone. */
export function toEvent(moment: Moment): { channel: 'support-mail' | 'shop-bot'; event: InboundMessage } {
  const who = person(moment.customer);
  const random = seeded((moment.customer * 7_919 + moment.talk * 104_729 + moment.step * 15_485_863 + 1) >>> 0);
  const mail = who.channels === 'mail' || (who.channels === 'both' && moment.talk % 2 === 0);
  return mail
    ? { channel: 'support-mail', event: mailEvent(who, moment, random) }
    : { channel: 'shop-bot', event: botEvent(who, moment, random) };
}

function common(moment: Moment, who: Person, random: () => number) {
  return {
    type: 'message' as const,
    direction: moment.direction,
    sentAt: moment.at,
    text: messageText(who.language, random),
    attachments: random() < attachedShare ? [attachment(random)] : [],
    seen: false,
  };
}

/** A file that came and is here: nothing of it is fetched, and its bytes play no part in what is measured. */
function attachment(random: () => number): InboundAttachment {
  const image = random() < 0.7;
  const number = 1_000 + Math.floor(random() * 9_000);
  return {
    name: image ? `IMG_${number}.jpg` : `Чек ${number}.pdf`,
    mime: image ? 'image/jpeg' : 'application/pdf',
    kind: image ? 'image' : 'file',
    inline: false,
    size: 40_000 + number,
    hash: String(number).padStart(64, '0'),
  };
}

function mailEvent(who: Person, moment: Moment, random: () => number): InboundMessage {
  const id = (step: number): string => `${who.number}.${moment.talk}.${step}@mail.test`;
  const own = { address: who.email, name: who.name };
  const ours = { address: mailChannel.address };
  const [from, to] = moment.direction === 'in' ? [own, ours] : [ours, own];
  const subject = subjectText(who.language, seeded(who.number * 31 + moment.talk));
  return {
    ...common(moment, who, random),
    remoteThread: id(0),
    remoteId: id(moment.step),
    party: { kind: 'email', value: who.email, name: who.name },
    claims: who.channels === 'both' && moment.direction === 'in' ? [{ kind: 'phone', value: who.phone, source: 'stated' }] : [],
    subject: moment.step === 0 ? subject : `Re: ${subject}`,
    mail: { from: [from], to: [to], cc: [], messageId: id(moment.step) },
    answers: moment.step === 0 ? [] : [id(moment.step - 1)],
  };
}

function botEvent(who: Person, moment: Moment, random: () => number): InboundMessage {
  const vouched = who.channels === 'both' && moment.direction === 'in' && moment.step === 0;
  return {
    ...common(moment, who, random),
    remoteThread: who.telegram,
    remoteId: String(moment.talk * 10 + moment.step + 1),
    party: { kind: 'telegram', value: who.telegram, name: who.name },
    claims: vouched ? [{ kind: 'phone', value: who.phone, source: 'shared-contact' }] : [],
    answers: [],
  };
}
