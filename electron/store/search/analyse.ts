import { type Forms, forms } from './forms.ts';
import { digitRunTokens } from './numbers.ts';
import { scanDigitRuns, scanWords } from './words.ts';

/**
 * Tokens the index holds for a text, separated by spaces, each once: order and number of occurrences play no part in a
 * search that answers newest first. Empty when the text has no word.
 */
export function analyseDocument(text: string, known: Forms = forms()): string {
  const tokens = new Set<string>();
  for (const word of scanWords(text)) {
    for (const token of known.indexed(word.text)) tokens.add(token);
  }
  for (const run of scanDigitRuns(text)) {
    for (const token of digitRunTokens(run)) tokens.add(token);
  }
  return [...tokens].join(' ');
}

export { analyseQuery } from './query.ts';
