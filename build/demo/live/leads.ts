import { john, maria } from '../cast.ts';
import { converse } from './converse.ts';
import { johnChat, johnMail, johnReplies, mariaChat, mariaMail, mariaReplies } from './lines.ts';
import { Person } from './person.ts';
import type { Replies } from './replies.ts';
import type { Scene } from './scene.ts';

/** Cues that the driver of the program gives: the person's mail, and their messages, can be seen in it. */
export const cue = { mailSeen: (name: string) => `mail of ${name}`, chatSeen: (name: string) => `chat of ${name}` };

type Lead = { mail: { subject: string; text: string }; chat: readonly string[]; replies: Replies };

/** Maria: a mail about her order, then Telegram, then her phone, by which the two become one person. */
export function playMaria(scene: Scene): Promise<void> {
  return play(new Person(maria, scene.doors), { mail: mariaMail, chat: mariaChat, replies: mariaReplies }, scene);
}

/** John does the same in English. */
export function playJohn(scene: Scene): Promise<void> {
  return play(new Person(john, scene.doors), { mail: johnMail, chat: johnChat, replies: johnReplies }, scene);
}

async function play(person: Person, { mail, chat, replies }: Lead, scene: Scene): Promise<void> {
  const { pace, told } = scene;
  const { name } = person.customer;
  converse(person, replies, scene);
  await person.mail(mail.subject, mail.text);
  told(person, 'email', mail.subject);
  await pace.until(cue.mailSeen(name), 60);
  for (const line of chat) {
    person.write(line);
    told(person, 'telegram', line);
    await pace.pause(6);
  }
  await pace.until(cue.chatSeen(name), 15);
  person.sharePhone();
  told(person, 'telegram', person.customer.phone);
}
