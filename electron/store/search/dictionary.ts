/// <reference path="../../types/az.d.ts" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { Az, MorphConfig, Parse } from 'az';

/** Dictionary forms of a lower-case Russian word written without ё; empty when the dictionary does not hold it. */
export type Lemmas = (word: string) => readonly string[];

export type Dictionary = { loaded: true; lemmas: Lemmas } | { loaded: false; reason: string };

const require = createRequire(import.meta.url);

const config: MorphConfig = { ignoreCase: true, replacements: { е: 'ё' }, stutter: 0, typos: 0 };

/** All that looking a word up reads; the rest serves az's guessing, ranking and grammar, which nothing here calls. */
const needed = /^(words\.dawg|paradigms\.array|suffixes\.json)$/;

function read(path: string, type: 'json' | 'arraybuffer'): unknown {
  // Two zero counts are an empty automaton. Left out, the other files save 15 MB and two thirds of the time.
  if (!needed.test(basename(path))) return type === 'json' ? [] : new ArrayBuffer(8);
  const bytes = readFileSync(path);
  if (type === 'json') return JSON.parse(bytes.toString('utf8'));
  // A copy: a short file may sit at an odd offset of a shared pool, and az wants the whole buffer.
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}

/**
 * az loads its files with callbacks, and believes itself complete as soon as none is outstanding. So its requests are
 * collected first and answered afterwards, all of them before this returns.
 */
function load(az: Az, directory: string): void {
  const requests: Array<() => void> = [];
  const own = az.load;
  let failure: unknown;
  az.load = (path, type, callback) => {
    requests.push(() => callback(null, read(path, type)));
  };
  try {
    az.Morph.init(directory, (error) => {
      failure = error;
    });
    for (const answer of requests) answer();
  } finally {
    az.load = own;
  }
  if (failure) throw failure;
}

const withoutYo = (word: string): string => word.replaceAll('ё', 'е');

/**
 * Opens az's OpenCorpora dictionary synchronously (about 0.1 s, 10 MB), by default from the package's own folder.
 * Never throws: without the dictionary the search falls back to stems, and `reason` says why.
 */
export function openDictionary(directory?: string): Dictionary {
  try {
    const az = require('az') as Az;
    load(az, directory ?? join(dirname(require.resolve('az')), '..', 'dicts'));
    const parse = az.Morph.Parsers.Dictionary;
    if (!parse) return { loaded: false, reason: 'the morphology package offers no dictionary parser' };
    const lemma = (found: Parse): string => {
      const normal = found.normalize();
      return withoutYo(normal ? normal.word : found.word);
    };
    return { loaded: true, lemmas: (word) => [...new Set(parse(word, config).map(lemma))] };
  } catch (error) {
    return { loaded: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

let opened: Dictionary | undefined;

/** The dictionary of this process, opened on first use. The owner of the process reports `loaded: false` once. */
export function dictionary(): Dictionary {
  opened ??= openDictionary();
  return opened;
}
