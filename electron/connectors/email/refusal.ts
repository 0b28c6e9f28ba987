import type { DeliveryCode, UnreachableReason } from '../../../shared/model/index.ts';

export type Refusal = { code: DeliveryCode; unreachable?: UnreachableReason };

const unknownRecipient =
  /no such (user|recipient|mailbox|address|person)|(user|recipient|mailbox|address|account)( \S+@\S+| .{1,60}>)? (is )?(unknown|not found|unavailable|does not exist|doesn't exist)|unknown (user|recipient|local|address)|(does not|doesn't) exist|invalid (recipient|mailbox|user)|no mailbox (here )?by that name|not a valid (mailbox|user)|unrouteable address|address (wasn't|couldn't be|not) found|recipient ?not ?found|host (or domain name )?not found|domain (not found|does not exist)|name or service not known|нет такого|не существует|не найден|неизвестный (получатель|пользователь)/i;

/**
 * Why a server refused for good: by its enhanced code where there is one (RFC 3463), else by the reply code and its words.
 * `ofRecipient`: it spoke of the address, not of the mail.
 */
export function refusalOf(code: number, words: string, ofRecipient: boolean): Refusal {
  switch (/\b5\.\d{1,3}\.\d{1,3}\b/.exec(words)?.[0]) {
    case '5.1.1':
    case '5.1.2':
    case '5.1.3':
    case '5.1.6':
    case '5.1.10':
      return { code: 'no-such-address', unreachable: 'no-such-address' };
    case '5.2.1':
      return { code: 'no-such-address', unreachable: 'deactivated' };
    case '5.2.3':
    case '5.3.4':
      return { code: 'too-large' };
    case '5.0.0':
    case undefined:
      break;
    default:
      return { code: 'refused' };
  }
  if (code === 552 && !/quota|full|переполнен/i.test(words)) return { code: 'too-large' };
  if (ofRecipient && (code === 551 || code === 553 || unknownRecipient.test(words)))
    return { code: 'no-such-address', unreachable: 'no-such-address' };
  return { code: 'refused' };
}
