const cyrillic = /\p{Script=Cyrillic}/gu;
const latin = /\p{Script=Latin}/gu;
const ukrainian = /[іїєґ]/iu;
const onlyRussian = /[ыэёъ]/iu;
/** Words that hardly any other language with these letters has; a word or two of them says more than its length. */
const english = /\b(the|and|is|are|my|your|please|hello|hi|when|where|order|thanks|thank|you|not|have|with|can)\b/giu;

/** Fewer letters than this say nothing: `ok`, a number, a name. */
const enough = 4;

/**
 * The language somebody writes in, as a BCP 47 primary subtag, where the letters leave no doubt for those we know: `ru`, `uk`, `en`.
 * `undefined` gives a conversation to anybody, which is better than to the wrong one.
 */
export function languageOf(text: string): 'ru' | 'uk' | 'en' | undefined {
  const [slavic, roman] = [text.match(cyrillic)?.length ?? 0, text.match(latin)?.length ?? 0];
  if (Math.max(slavic, roman) < enough) return undefined;
  if (slavic > roman) {
    if (ukrainian.test(text)) return onlyRussian.test(text) ? undefined : 'uk';
    return 'ru';
  }
  const words = text.match(english)?.length ?? 0;
  return words > 0 && words * 8 >= text.split(/\s+/).length ? 'en' : undefined;
}
