/** The part of snowball-stemmers 0.6.0 that the search uses; the package ships no types. */
declare module 'snowball-stemmers' {
  export type Stemmer = { stem(word: string): string };
  export type Snowball = { newStemmer(language: 'russian' | 'english'): Stemmer };
  const snowball: Snowball;
  export default snowball;
}
