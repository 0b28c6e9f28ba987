import { describe, expect, it } from 'vitest';
import { mariaReplies } from '../../../build/demo/live/lines.ts';
import { replyTo } from '../../../build/demo/live/replies.ts';

/** What is said to these answers of ours, one after another. */
function talk(...answers: string[]): Array<string | undefined> {
  const said = new Set<string>();
  return answers.map((answer) => {
    const reply = replyTo(answer, mariaReplies, said);
    if (reply !== undefined) said.add(reply);
    return reply;
  });
}

describe('Maria', () => {
  it('answers what she was asked', () => {
    expect(talk('Подскажите номер заказа')).toEqual([expect.stringContaining('10452')]);
    expect(talk('Какой у вас адрес?')).toEqual([expect.stringContaining('Лесная, 5')]);
    expect(talk('Хотите, вернём деньги?')).toEqual([expect.stringContaining('хочу сам чайник')]);
  });

  it('does not say the same thing twice', () => {
    const [first, second] = talk('Курьер будет завтра', 'Курьер будет завтра');
    expect(first).toMatch(/после шести/);
    expect(second).not.toBe(first);
  });

  it('has an end', () => {
    const answers = talk(...Array.from({ length: 12 }, () => 'Хорошо'));
    expect(answers.filter((answer) => answer !== undefined)).toEqual(mariaReplies.otherwise);
  });
});
