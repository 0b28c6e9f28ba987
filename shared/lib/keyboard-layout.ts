/** Letters of the keys from the number row down, on a Russian and on an American keyboard. */
const russian = 'ёйцукенгшщзхъфывапролджэячсмитьбю';
const latin = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";

const other = new Map<string, string>();
for (const [index, letter] of [...russian].entries()) {
  const key = latin[index] ?? letter;
  other.set(letter, key);
  other.set(key, letter);
}

/** What the same keys write on the other layout: `ghbdtn` is `привет`, and back. Letters that have no key stay. Lower case. */
export function otherLayout(text: string): string {
  return [...text.toLowerCase()].map((letter) => other.get(letter) ?? letter).join('');
}
