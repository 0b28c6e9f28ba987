/** One entry of a Hunspell dictionary with every form its suffixes make, the word itself first. */
export type Lemma = { word: string; forms: readonly string[] };

type Rule = { strip: string; add: string; fits: RegExp };

/**
 * Reads a dictionary in Hunspell's format (man 5 hunspell): entries `word/FLAGS`, suffix rules `SFX flag strip add condition`.
 * Prefixes are left out: they make other words, not forms. `flags` narrows the suffixes to those that inflect.
 */
export class Hunspell {
  readonly #rules = new Map<string, Rule[]>();
  readonly #flags = new Map<string, string>();
  /** Every word of the dictionary in its own order. */
  readonly words: readonly string[];

  constructor({ aff, dic }: { aff: Uint8Array; dic: Uint8Array }, flags?: string) {
    for (const line of text(aff).split('\n')) {
      const [kind, flag = '', strip = '', add = '', condition] = line.trim().split(/\s+/);
      if (kind !== 'SFX' || condition === undefined || (flags !== undefined && !flags.includes(flag))) continue;
      const rules = this.#rules.get(flag) ?? [];
      rules.push({ strip: none(strip), add: none(add.split('/')[0] ?? ''), fits: new RegExp(`${condition}$`) });
      this.#rules.set(flag, rules);
    }
    for (const line of text(dic).split('\n').slice(1)) {
      const [word = '', own = ''] = line.trim().split('/');
      if (word !== '') this.#flags.set(word, (this.#flags.get(word) ?? '') + own);
    }
    this.words = [...this.#flags.keys()];
  }

  /** The entry of this word; undefined when the dictionary has none. */
  lemma(word: string): Lemma | undefined {
    const flags = this.#flags.get(word);
    if (flags === undefined) return undefined;
    const forms = new Set([word]);
    for (const flag of flags) {
      for (const { strip, add, fits } of this.#rules.get(flag) ?? []) {
        if (word.endsWith(strip) && fits.test(word)) forms.add(word.slice(0, word.length - strip.length) + add);
      }
    }
    return { word, forms: [...forms] };
  }
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const none = (part: string): string => (part === '0' ? '' : part);
