import { addressesIn } from './mime/addresses.ts';
import type { Head } from './mime/part.ts';

/**
 * Words with which programs begin the subject of an answer nobody wrote, in English, Russian and what Exchange says in the
 * languages around, and how Notes puts it; a person's "Re:" is none.
 */
const absence =
  /^[^\p{L}\p{N}]*(auto(matic|mated)?[- ]?(reply|response|answer|responder)|out of (the )?office|away from (the )?office|vacation (reply|response|notice)|(i am|i'm) (currently )?(out of|away)|автоответ(чика?)?|автоматическ(ий|ое) (ответ|уведомление|сообщение)|ответ автоответчика|(я )?(вне|не в) офиса?|нет (меня )?на рабочем месте|отсутствую|уведомление об отсутствии|в отпуске( до| с)?|автоматична відповідь|automatische antwort|abwesenheits(notiz|meldung|agent)|automatisch antwoord|réponse automatique|respuesta automática|resposta automática|risposta automatica|odpowiedź automatyczna|automatyczna odpowiedź|自动(答复|回复)|自動(応答|返信)|automatická odpověď|otomatik yanıt|auto(?=: .+ (is|will be) (out of|away from) the office)|авто(?=: .+ отсутству))(?=[^\p{L}\p{N}]*([:：.,!(\d–—-]|$)|: | until| from| до | с )/iu;

/** Fields of mailing lists, and those by which robots tell of themselves. */
const machineFields =
  /^(list-(id|unsubscribe|post|help|subscribe|owner|archive)|x-(mail-)?auto-?repl(y|ied)|x-autorespond(er)?|x-auto-?generated|x-fc-machinegenerated|x-ms-exchange-generated-message-source|(x-)?mailing-list|x-cron-env)$/;

/**
 * Written by a machine, or for so many that an answer of a machine would be one too many: Auto-Submitted other than `no`
 * (RFC 3834, section 5), the null return path of a bounce (RFC 5321, section 4.5.5), a report (RFC 6522), the fields of
 * mailing lists (RFC 2369, RFC 2919), a Precedence that lists and robots use, what Exchange and older robots set, and the
 * subjects of absence notes of those that set nothing.
 */
export function isAutomatic(head: Head): boolean {
  const submitted = head
    .value('auto-submitted')
    ?.replace(/\([^()]*\)/g, '')
    .split(';')[0]
    ?.trim()
    .toLowerCase();
  if (submitted !== undefined && submitted !== '' && submitted !== 'no') return true;
  if (head.value('return-path')?.trim() === '<>') return true;
  if (/^multipart\/report\b/i.test(head.value('content-type')?.trim() ?? '')) return true;
  const precedence = head.value('precedence') ?? head.value('x-precedence');
  if (/^(bulk|list|junk|auto[_-]reply)\b/i.test(precedence?.trim() ?? '')) return true;
  if (head.fields.some(({ name, value }) => machineFields.test(name) && !/^(no|false|0)$/i.test(value.trim()))) return true;
  // Lotus and some robots name themselves where the mail was put.
  if (/^autoresponder\b/i.test(head.value('delivered-to')?.trim() ?? '')) return true;
  if (/autoresponder/i.test(head.value('x-post-messageclass') ?? '')) return true;
  if (/\b(all|dr|rn|nrn|oof|autoreply)\b/i.test(head.value('x-auto-response-suppress') ?? '')) return true;
  if (/^mailer-?daemon@/i.test(addressesIn(head.value('from') ?? '')[0]?.address ?? '')) return true;
  return absence.test(head.text('subject') ?? '');
}
