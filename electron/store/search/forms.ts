/// <reference path="../../types/snowball-stemmers.d.ts" />
import { createRequire } from 'node:module';
import type { Snowball, Stemmer } from 'snowball-stemmers';
import { dictionary, type Lemmas } from './dictionary.ts';

/** What the index and the query make of one normalised word. */
export type Forms = {
  /** Tokens the index holds for the word. */
  indexed(word: string): readonly string[];
  /** Tokens any of which stands for a form of the word. */
  searched(word: string): readonly string[];
  /** Beginnings any of which may lead to the word while it is being typed. */
  beginnings(typed: string): readonly string[];
};

const require = createRequire(import.meta.url);
const wordsRemembered = 50_000;
/** Half-typed beginnings are looked up too; they must not push the words out. */
const lookupsRemembered = 10_000;
const shortestStem = 4;
const shortestTyped = 3;

const isCyrillic = (word: string): boolean => /^\p{Script=Cyrillic}+$/u.test(word);
const isEnglish = (word: string): boolean => /^[a-z]+$/.test(word);

/**
 * Remembers about the answers used last, in two generations: when the young one is full it becomes the old one, and what
 * is asked for again returns from there. Nothing is ever deleted singly, because a Map that loses its first key again and
 * again searches for the next one among all that are gone.
 */
function remember<T>(size: number, answer: (word: string) => T): (word: string) => T {
  let young = new Map<string, T>();
  let old = new Map<string, T>();
  return (word) => {
    const known = young.get(word);
    if (known !== undefined) return known;
    const value = old.get(word) ?? answer(word);
    if (young.size >= size / 2) {
      old = young;
      young = new Map();
    }
    young.set(word, value);
    return value;
  };
}

function stemmers(): (word: string) => string {
  const snowball = require('snowball-stemmers') as Snowball;
  const russian: Stemmer = snowball.newStemmer('russian');
  const english: Stemmer = snowball.newStemmer('english');
  return (word) => (isCyrillic(word) ? russian.stem(word) : isEnglish(word) ? english.stem(word) : word);
}

/**
 * Russian words become all their dictionary forms, English ones and those the dictionary lacks their Snowball stem;
 * anything else stays as it is. The word as written joins its lemmas only where typing it letter by letter would
 * otherwise pass through beginnings that none of them has (`пришл` of `пришлите`, whose lemma is `прислать`): that is
 * one token in twenty.
 */
export function createForms(lemmas: Lemmas): Forms {
  const stem = remember(lookupsRemembered, stemmers());
  const inDictionary = remember(lookupsRemembered, (word: string): readonly string[] => (isCyrillic(word) ? lemmas(word) : []));

  const searched = (word: string): readonly string[] => {
    const known = inDictionary(word);
    return known.length > 0 ? known : [stem(word)];
  };

  const beginnings = (typed: string): readonly string[] => {
    if (typed.length < shortestTyped && /^[\p{Script=Cyrillic}a-z\d]+$/u.test(typed)) return [];
    // A whole word needs no guess at its root; the root of a half-typed ending (`доставко`) leads on to the word.
    const root = isCyrillic(typed) && inDictionary(typed).length === 0 ? stem(typed) : typed;
    return root.length >= shortestStem && root !== typed && typed.startsWith(root) ? [typed, root] : [typed];
  };

  // The plain comparison answers nearly always; only an ending that differs costs a look into the dictionary.
  const isReached = (typed: string, tokens: readonly string[]): boolean =>
    tokens.some((token) => token.startsWith(typed)) ||
    searched(typed).some((token) => tokens.includes(token)) ||
    beginnings(typed).some((beginning) => tokens.some((token) => token.startsWith(beginning)));

  const isReachedByTyping = (word: string, tokens: readonly string[]): boolean => {
    for (let length = word.length - 1; length >= shortestTyped; length -= 1) {
      if (!isReached(word.slice(0, length), tokens)) return false;
    }
    return true;
  };

  const indexed = remember(wordsRemembered, (word: string): readonly string[] => {
    const tokens = searched(word);
    if (inDictionary(word).length > 0) return isReachedByTyping(word, tokens) ? tokens : [...tokens, word];
    const digits = /\d/.test(word) ? (word.match(/\d+/g) ?? []) : [];
    return [...new Set([...tokens, word, ...digits])];
  });

  return { indexed, searched, beginnings };
}

let shared: Forms | undefined;

/** The forms of this process, made on first use from its dictionary, or from stems alone when that cannot be opened. */
export function forms(): Forms {
  if (!shared) {
    const opened = dictionary();
    shared = createForms(opened.loaded ? opened.lemmas : () => []);
  }
  return shared;
}
