const space = /[ \t\n\r]*/y;
/** Between the quotes: anything from the space on but the quote and the backslash, or an escape. */
const string = /"(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * Offset of the first character at which a text stops being JSON (RFC 8259), its length when it ends too early;
 * `undefined` for valid JSON. Engines word their own messages differently and name a position only sometimes.
 */
export function jsonErrorOffset(text: string): number | undefined {
  const scanner = new Scanner(text);
  const sound = scanner.value() && scanner.end();
  return sound ? undefined : scanner.at;
}

/** Line and column, both from 1, of an offset. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Every method answers whether it succeeded; when it did not, `at` stays where it failed. */
class Scanner {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  value(): boolean {
    this.take(space);
    const first = this.text[this.at];
    if (first === '{') return this.list('}', () => this.take(string) && this.mark(':') && this.value());
    if (first === '[') return this.list(']', () => this.value());
    return this.take(first === '"' ? string : scalar);
  }

  end(): boolean {
    this.take(space);
    return this.at === this.text.length;
  }

  private list(close: string, member: () => boolean): boolean {
    this.at += 1;
    if (this.mark(close)) return true;
    do {
      this.take(space);
      if (!member()) return false;
    } while (this.mark(','));
    return this.mark(close);
  }

  private mark(character: string): boolean {
    this.take(space);
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  private take(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return false;
    this.at += found[0].length;
    return true;
  }
}
