import { cutHead } from './head.ts';

/** What the splitter has to know of a part: the boundary of a multipart, or that it must be found in the text itself. */
export type Opened<P> = { part: P; boundary?: string; guess?: boolean };

export type SplitHandler<P> = {
  /** A part begins. `head` is its header block, the first one that of the whole mail. */
  open(head: Buffer, parent: P | undefined): Opened<P>;
  /** Bytes of a part that is no multipart, still in its transfer encoding. They stay valid after the call. */
  body(part: P, bytes: Buffer): void;
  /** Bytes before the first and after the last part of a multipart, which nobody reads. */
  between(part: P, bytes: Buffer): void;
};

/** A longer line is no boundary; it is handed on in pieces. RFC 5322 allows 998 bytes. */
const longestLine = 64 * 1024;
/** What lies beyond is left out of a header. */
const longestHead = 16 * 1024 * 1024;

type Frame<P> = { part: P; boundary: string | undefined };

/**
 * Cuts a mail into its parts as it streams by (RFC 2046, section 5.1), forgiving what real mails do wrong: an inner multipart
 * that is never closed ends with the next boundary of an outer one, white space may follow a boundary, the end may be missing.
 * Lines end with CRLF, LF, or, where a mail has no LF at all, with CR. An embedded message is a part like any other.
 */
export class MimeSplitter<P> {
  readonly #handler: SplitHandler<P>;
  readonly #open: Frame<P>[] = [];
  #leaf: P | undefined;
  #head: Buffer[] | undefined = [];
  #headSize = 0;
  /** The header of the mail has been handed on. */
  #begun = false;
  /** Line end that belongs to the body only if no boundary follows (RFC 2046, section 5.1.1). */
  #lineEnd: Buffer | undefined;
  /** A line that is not complete yet. */
  #rest: Buffer | undefined;
  /** The beginning of this line was handed on already. */
  #midLine = false;
  #newline: number | undefined;

  constructor(handler: SplitHandler<P>) {
    this.#handler = handler;
  }

  write(chunk: Buffer): void {
    const data = this.#rest === undefined ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#rest = undefined;
    this.#newline ??= newlineOf(data);
    if (this.#newline === undefined) {
      this.#rest = data;
      return;
    }
    const end = this.#lines(data);
    if (end === data.length) return;
    const rest = data.subarray(end);
    if (rest.length > longestLine) {
      this.#take(rest);
      this.#midLine = true;
    } else this.#rest = rest;
  }

  end(): void {
    if (this.#rest !== undefined) {
      const rest = this.#rest;
      this.#rest = undefined;
      if (this.#midLine || !this.#boundary(rest)) this.#take(rest);
    }
    if (this.#head !== undefined) this.#endHead();
    if (this.#lineEnd !== undefined && this.#leaf !== undefined) this.#handler.body(this.#leaf, this.#lineEnd);
    this.#lineEnd = undefined;
  }

  /** Takes all complete lines; answers where the incomplete one begins. Lines of a body go on together. */
  #lines(data: Buffer): number {
    const newline = this.#newline ?? 0x0a;
    let run = 0;
    let at = 0;
    for (let next = data.indexOf(newline, at); next !== -1; next = data.indexOf(newline, at)) {
      const after = next + 1;
      if (!this.#midLine) {
        const dashes = data[at] === 0x2d && data[at + 1] === 0x2d;
        if (dashes && this.#isBoundary(data.subarray(at, after))) {
          this.#take(data.subarray(run, at));
          this.#boundary(data.subarray(at, after));
          run = after;
        } else if (this.#head !== undefined && isBlank(data, at, after)) {
          this.#take(data.subarray(run, at));
          run = after;
          // Above the header of the mail itself they are leftovers of whoever saved it.
          if (this.#begun || this.#headSize > 0) this.#endHead(data.subarray(at, after));
        }
      }
      this.#midLine = false;
      at = after;
    }
    this.#take(data.subarray(run, at));
    return at;
  }

  #take(bytes: Buffer): void {
    if (bytes.length === 0) return;
    if (this.#head !== undefined) {
      if (this.#headSize < longestHead) this.#head.push(bytes.subarray(0, longestHead - this.#headSize));
      this.#headSize += bytes.length;
      return;
    }
    if (this.#leaf === undefined) {
      const frame = this.#open.at(-1);
      if (frame !== undefined) this.#handler.between(frame.part, bytes);
      return;
    }
    if (this.#lineEnd !== undefined) this.#handler.body(this.#leaf, this.#lineEnd);
    const kept = bytes.length - lineEndLength(bytes);
    this.#lineEnd = kept === bytes.length ? undefined : bytes.subarray(kept);
    if (kept > 0) this.#handler.body(this.#leaf, bytes.subarray(0, kept));
  }

  /** `blank` is the empty line it ended with: where the header was none, that belongs to the body. */
  #endHead(blank: Buffer = Buffer.alloc(0)): void {
    const block = Buffer.concat(this.#head ?? []);
    this.#head = undefined;
    this.#headSize = 0;
    this.#begun = true;
    const { head, body } = cutHead(block);
    const { part, boundary, guess } = this.#handler.open(head, this.#open.at(-1)?.part);
    if (boundary !== undefined || guess === true) {
      this.#open.push({ part, boundary: guess === true ? undefined : boundary });
      this.#leaf = undefined;
    } else this.#leaf = part;
    this.#lineEnd = undefined;
    if (body.length === 0) return;
    const text = Buffer.concat([body, blank]);
    this.#take(text.subarray(this.#lines(text)));
  }

  #isBoundary(line: Buffer): boolean {
    return this.#match(line) !== undefined;
  }

  /** Does what a boundary line says; `false` when the line is none. */
  #boundary(line: Buffer): boolean {
    const match = this.#match(line);
    if (match === undefined) return false;
    if (this.#head !== undefined) this.#endHead();
    this.#lineEnd = undefined;
    this.#leaf = undefined;
    const { depth, last, boundary } = match;
    this.#open.length = last && depth > 0 ? depth : depth + 1;
    const frame = this.#open[depth];
    if (frame !== undefined) frame.boundary = boundary;
    if (!last) this.#head = [];
    return true;
  }

  #match(line: Buffer): { depth: number; last: boolean; boundary: string } | undefined {
    if (line.length > 1_000 || this.#open.length === 0) return undefined;
    const text = line.toString('latin1').trimEnd();
    for (let depth = this.#open.length - 1; depth >= 0; depth -= 1) {
      const boundary = this.#open[depth]?.boundary;
      if (boundary === undefined) {
        if (
          depth === this.#open.length - 1 &&
          this.#leaf === undefined &&
          this.#head === undefined &&
          /^--\S*\w\S{3,}$/.test(text)
        )
          return { depth, last: false, boundary: text.slice(2) };
      } else if (text.startsWith(`--${boundary}`)) {
        const tail = text.slice(boundary.length + 2);
        if (tail === '' || tail === '--') return { depth, last: tail === '--', boundary };
      }
    }
    return undefined;
  }
}

/** The byte that ends a line; `undefined` while that cannot be told. */
function newlineOf(data: Buffer): number | undefined {
  if (data.includes(0x0a) || data.length > longestLine) return 0x0a;
  const cr = data.indexOf(0x0d);
  return cr === -1 || cr === data.length - 1 ? undefined : 0x0d;
}

function isBlank(data: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (data[at] !== 0x0a && data[at] !== 0x0d) return false;
  return true;
}

function lineEndLength(bytes: Buffer): number {
  const last = bytes.at(-1);
  if (last === 0x0d) return 1;
  if (last !== 0x0a) return 0;
  return bytes.at(-2) === 0x0d ? 2 : 1;
}
