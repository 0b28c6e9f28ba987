import { dice } from '../story/dice.ts';
import type { Customer, PracticeHistory } from '../story/history.ts';
import { fill, gaps } from '../story/topic.ts';
import * as english from '../story/topics.en.ts';
import * as russian from '../story/topics.ru.ts';
import { converse } from './converse.ts';
import { anyReplies } from './lines.ts';
import { Person } from './person.ts';
import type { Scene } from './scene.ts';

const words = { en: english, ru: russian };

/** Everybody of the history answers when answered. */
export function wake(history: PracticeHistory, scene: Scene): Person[] {
  return history.customers.map((customer) => {
    const person = new Person(customer, scene.doors);
    converse(person, anyReplies[customer.language], scene);
    return person;
  });
}

/** Now and then one of them writes, more and more rarely: the list lives, and an agent who only looks is not buried. */
export async function writeNowAndThen(people: readonly Person[], scene: Scene, signal: AbortSignal): Promise<void> {
  const chance = dice(5);
  for (let count = 0; !signal.aborted; count += 1) {
    await scene.pace.pause(25 + chance.int(40) + Math.min(count, 40) * 8);
    const person = chance.pick(people);
    if (chance.chance(0.5)) await mailSomething(person, chance, scene);
    else chatSomething(person, chance, scene);
  }
}

type Chance = ReturnType<typeof dice>;

async function mailSomething(person: Person, chance: Chance, { told }: Scene): Promise<void> {
  const { customer } = person;
  const topic = chance.pick(words[customer.language].topics);
  const say = filler(customer, chance);
  const subject = say(topic.subject);
  await person.mail(subject, `${say(topic.opening)}\n\n${customer.firstName}`);
  told(person, 'email', subject);
}

function chatSomething(person: Person, chance: Chance, { told }: Scene): void {
  const { customer } = person;
  const chats = words[customer.language].chats.filter(({ file }) => file === undefined);
  const say = filler(customer, chance);
  for (const line of chance.pick(chats).lines) {
    person.write(say(line));
    told(person, 'telegram', say(line));
  }
}

function filler(customer: Customer, chance: Chance): (text: string) => string {
  const values = gaps(chance, customer);
  return (text) => fill(text, values, customer.female);
}
