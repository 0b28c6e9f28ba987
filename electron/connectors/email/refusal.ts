import type { DeliveryCode, UnreachableReason } from '../../../shared/model/index.ts';

export type Refusal = { code: DeliveryCode; unreachable?: UnreachableReason };

const unknownRecipient =
  /no such (user|recipient|mailbox|address|person)|(user|recipient|mailbox|address|account)( \S+@\S+| .{1,60}>)? (is )?(unknown|not found|unavailable|does not exist|doesn't exist)|unknown (user|recipient|local|address)|(does not|doesn't) exist|invalid (recipient|mailbox|user)|no mailbox (here )?by that name|not a valid (mailbox|user)|unrouteable address|address (wasn't|couldn't be|not) found|recipient ?not ?found|host (or domain name )?not found|domain (not found|does not exist)|name or service not known|нет такого|не существует|не найден|неизвестный (получатель|пользователь)/i;
const fullMailbox =
  /quota|mailbox (is |was )?full|full mailbox|over ?(the )?(storage|limit)|storage (limit|space)|переполнен|квот/i;
const unwantedMail =
  /\bspam|unsolicited|junk mail|reputation|black ?list|block ?list|blocked|\brbl\b|dnsbl|\bspf\b|\bdkim\b|\bdmarc\b|virus|malware|phish|спам|вирус|нежелательн/i;
const notOurRelay = /relay|authentication (is )?required|sender address rejected|not (owned|allowed to send)|send ?as/i;

/**
 * Why a server refused for good: by its enhanced code where there is one (RFC 3463, RFC 6531 for 5.6.7, RFC 7505 for 5.1.10),
 * else by the reply code (RFC 5321, section 4.2.3) and its words. `ofRecipient`: it spoke of the address, not of the mail.
 */
export function refusalOf(code: number, words: string, ofRecipient: boolean): Refusal {
  const enhanced = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(words)?.[0];
  switch (enhanced) {
    case '5.1.1':
    case '5.1.2':
    case '5.1.3':
    case '5.1.6':
    case '5.1.10':
      return { code: 'no-such-address', unreachable: 'no-such-address' };
    case '5.2.1':
      return { code: 'no-such-address', unreachable: 'deactivated' };
    case '5.2.2':
      return { code: 'mailbox-full' };
    case '5.2.3':
    case '5.3.4':
      return { code: 'too-large' };
    case '5.6.7':
      return { code: 'address-form' };
    case '5.0.0':
    case undefined:
      break;
    default:
      return { code: enhanced.startsWith('5.7.') && !notOurRelay.test(words) ? 'unwanted' : 'refused' };
  }
  if (fullMailbox.test(words)) return { code: 'mailbox-full' };
  if (code === 552) return { code: 'too-large' };
  if (ofRecipient && (code === 551 || code === 553 || unknownRecipient.test(words)))
    return { code: 'no-such-address', unreachable: 'no-such-address' };
  return { code: unwantedMail.test(words) ? 'unwanted' : 'refused' };
}

export type Delay = { code: DeliveryCode; retryAfterMs?: number };

const minute = 60_000;
/** How long to let a server be that does not say so itself: most greylists want five minutes, and a full mailbox a person. */
const patience = { greylist: 5 * minute, busy: minute, full: 15 * minute, longest: 60 * minute };

/** What a server said that will not take a mail now (4yz), and when it is worth asking again, where that is not at once. */
export function delayOf(code: number, words: string): Delay {
  const enhanced = /\b4\.\d{1,3}\.\d{1,3}\b/.exec(words)?.[0];
  const stated = statedWait(words);
  const after = (ms: number) => ({ retryAfterMs: Math.min(stated ?? ms, patience.longest) });
  if (/gr[ae]y ?-?list|4\.7\.28/i.test(words)) return { code: 'rate-limit', ...after(patience.greylist) };
  if (/too (many|fast|much)|rate ?limit|\brate\b|throttl|слишком (много|част)/i.test(words))
    return { code: 'rate-limit', ...after(patience.busy) };
  if (enhanced === '4.2.2' || (enhanced !== '4.3.1' && fullMailbox.test(words)))
    return { code: 'mailbox-full', ...after(patience.full) };
  const own = stated === undefined ? {} : after(stated);
  return { code: code === 421 || (code === 454 && enhanced?.startsWith('4.7.')) ? 'offline' : 'refused', ...own };
}

/** "try again in 300 seconds", "come back in 00:05:00". In ms. */
function statedWait(words: string): number | undefined {
  const clock = /\b(\d{1,2}):(\d{2}):(\d{2})\b/.exec(words);
  if (clock) return (Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3])) * 1000;
  const [, count, unit = ''] = /(?:in|after|for|wait|через)\s+(\d{1,5})\s*(s|sec|m|min|h|hour|сек|мин|час)/i.exec(words) ?? [];
  if (count === undefined) return undefined;
  const units: Readonly<Record<string, number>> = { s: 1000, с: 1000, m: minute, м: minute, h: 60 * minute, ч: 60 * minute };
  return Number(count) * (units[unit[0]?.toLowerCase() ?? ''] ?? minute);
}
