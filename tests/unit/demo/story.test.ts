import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acme, maria } from '../../../build/demo/cast.ts';
import { cue, playMaria } from '../../../build/demo/live/leads.ts';
import { mariaChat, mariaMail } from '../../../build/demo/live/lines.ts';
import { type DrivenPace, driven } from '../../../build/demo/live/pace.ts';
import { provision } from '../../../build/demo/stage.ts';
import { provisionFile } from '../../../shared/contract/provision.ts';
import { deliverTo } from '../../servers/mail/deliver.ts';
import { type EmbeddedMail, startEmbeddedMail } from '../../servers/mail-embedded/index.ts';
import { startTelegramEmulator, type TelegramEmulator } from '../../servers/telegram/index.ts';

let mail: EmbeddedMail;
let telegram: TelegramEmulator;
let pace: DrivenPace;
let played: Promise<void>;
const failures: unknown[] = [];

const atSupport = (text: string) => mail.waitForMail(acme.support.address, ({ parsed }) => parsed.text?.includes(text) === true);
const chatted = () => telegram.pending.map(({ message }) => message?.text ?? message?.contact?.phone_number);

/** As the program does: by the Bot API. */
async function sendMessage(text: string): Promise<void> {
  const body = JSON.stringify({ chat_id: maria.telegramId, text });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${telegram.apiRoot}/bot${telegram.token}/sendMessage`, { method: 'POST', headers, body });
  expect(answer.status).toBe(200);
}

describe('the story of Maria', () => {
  beforeEach(async () => {
    const users = [acme.support.address, maria.email].map((address) => ({ address, password: acme.password }));
    [mail, telegram] = await Promise.all([startEmbeddedMail({ users }), startTelegramEmulator()]);
    pace = driven();
    played = playMaria({ doors: { mail, telegram }, pace, told: () => {}, failed: (error) => failures.push(error) });
  });
  afterEach(async () => {
    await Promise.all([mail.stop(), telegram.stop()]);
    expect(failures.splice(0)).toEqual([]);
  });

  it('goes on from mail to Telegram to her phone, each when the one before was seen', async () => {
    await atSupport('Подскажите, пожалуйста, где он');
    expect(chatted()).toEqual([]);
    pace.give(cue.mailSeen(maria.name));
    pace.give(cue.chatSeen(maria.name));
    await played;
    expect(chatted()).toEqual([...mariaChat, maria.phone]);
  });

  it('answers by the way she was answered', async () => {
    const { parsed } = await atSupport('Подскажите, пожалуйста, где он');
    pace.give(cue.mailSeen(maria.name));
    pace.give(cue.chatSeen(maria.name));
    await played;
    await sendMessage('Подскажите номер заказа');
    await telegram.user(maria.telegramId).waitFor(() => true);
    await expect.poll(() => chatted().at(-1)).toContain('10452');

    await deliverTo(mail.mxPort, {
      from: acme.support.address,
      to: maria.email,
      subject: `Re: ${mariaMail.subject}`,
      text: 'Курьер привезёт завтра',
      inReplyTo: parsed.messageId ?? '',
      references: [parsed.messageId ?? ''],
      messageId: '<answer@acme.test>',
    });
    const reply = await atSupport('Буду дома после шести');
    expect(reply.parsed.inReplyTo).toBe('<answer@acme.test>');
    expect(reply.parsed.references).toEqual([parsed.messageId, '<answer@acme.test>']);
    expect(reply.parsed.subject).toBe(`Re: ${mariaMail.subject}`);
    expect(reply.parsed.text).toContain('> Курьер привезёт завтра');
  });
});

it('the provisioning file is one that an administrator may write', () => {
  const file = provision(
    { host: '127.0.0.1', imapPort: 10143, smtpPort: 10587 },
    { token: '1:a', apiRoot: 'http://127.0.0.1:9000' },
  );
  expect(provisionFile.parse(file).channels?.map(({ id }) => id)).toEqual(['support-mail', 'acme-bot']);
});
