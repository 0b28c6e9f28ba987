import type { Person } from './person.ts';
import { type Replies, replyTo } from './replies.ts';
import type { Scene } from './scene.ts';

/** Seconds of reading, and of typing for each letter. */
const reading = 5;
const typing = 0.07;

/** Lets a person answer whenever they are answered, one thing after another, until they have nothing left to say. */
export function converse(person: Person, replies: Replies, { pace, told, failed }: Scene): void {
  const said = new Set<string>();
  let busy = Promise.resolve();
  person.listen((heard) => {
    const react = async () => {
      const text = replyTo(heard.text, replies, said);
      if (text === undefined) return;
      said.add(text);
      await pace.pause(reading + typing * text.length);
      await person.answer(heard, text);
      told(person, heard.by, text);
    };
    busy = busy.then(react).catch(failed);
  }, failed);
}
