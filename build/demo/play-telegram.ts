import type { EmulatedUser, TelegramEmulator } from '../../tests/servers/telegram/index.ts';
import type { TelegramAct, TelegramScript } from './story/history.ts';

/** Lets people do at a Bot API server what they did, in the order of time. */
export function playTelegram(telegram: Pick<TelegramEmulator, 'user'>, scripts: readonly TelegramScript[]): void {
  const acts = scripts.flatMap(({ userId, profile, acts: own }) => own.map((act) => ({ act, userId, profile })));
  acts.sort((a, b) => a.act.at - b.act.at);
  const last = new Map<number, number>();
  for (const { act, userId, profile } of acts) {
    const message = perform(telegram.user(userId, profile), act, last.get(userId) ?? 0);
    last.set(userId, message);
  }
}

/** Returns the number of the message. */
function perform(user: EmulatedUser, act: TelegramAct, before: number): number {
  const { at } = act;
  switch (act.do) {
    case 'write':
      return user.write(act.text, { at }).message_id;
    case 'photo': {
      const { width, height, mime } = act;
      return user.sendPhoto(act.bytes, { at, width, height, mime, name: 'photo.png' }).message_id;
    }
    case 'voice':
      return user.sendVoice(act.bytes, { at, duration: act.seconds }).message_id;
    case 'document':
      return user.sendDocument(act.bytes, { at, name: act.name, mime: act.mime }).message_id;
    case 'share-phone':
      return user.shareContact(act.phone, { at }).message_id;
    case 'correct':
      return user.edit(before, act.text).message_id;
  }
}
