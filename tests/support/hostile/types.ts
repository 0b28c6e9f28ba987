/** A mail body made to do harm. */
export type Hostile = {
  /** Its place in the list; what it runs or loads names it by this. */
  id: number;
  /** What it tries, in a few words. */
  name: string;
  /** The body as it lies in the store: text, or bytes where the encoding is the trick. */
  html: string | Uint8Array;
};

/** What a body is made of: the word that tells on a script that runs, and the address that a request would reach. */
export type Bait = {
  /** A JavaScript expression without quotes or spaces that reports itself. */
  run: string;
  /** `http://127.0.0.1:<port>/left/<id>` */
  url: string;
  /** The same without the scheme: `//127.0.0.1:<port>/left/<id>`. */
  bare: string;
  /** A name that is looked up and never found, for what only asks for names. */
  host: string;
};

/** One way of attack: a name and a body for it. */
export type Vector = readonly [name: string, make: (bait: Bait) => string | Uint8Array];
