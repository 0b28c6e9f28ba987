/** What somebody says when they are answered: the first that fits, each once, then what is left in order. */
export type Replies = {
  rules: ReadonlyArray<{ to: RegExp; say: string }>;
  otherwise: readonly string[];
};

/**
 * @param said what they have said before; those are not repeated
 * @returns undefined when there is nothing left to say
 */
export function replyTo(text: string, replies: Replies, said: ReadonlySet<string>): string | undefined {
  const fitting = replies.rules.find(({ to, say }) => to.test(text) && !said.has(say));
  return fitting?.say ?? replies.otherwise.find((line) => !said.has(line));
}
