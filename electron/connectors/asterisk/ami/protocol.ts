/**
 * One message of the Asterisk Manager Interface: lines `Key: value`, ended by an empty line (docs.asterisk.org, "AMI v2
 * Specification"). A key may come several times (`Variable`, `Output`); `get` answers the last, `all` each of them.
 */
export class AmiMessage {
  readonly #fields: ReadonlyArray<readonly [string, string]>;

  constructor(fields: ReadonlyArray<readonly [string, string]>) {
    this.#fields = fields;
  }

  /** Keys are told apart without regard to case, as Asterisk itself does. */
  get(key: string): string | undefined {
    const wanted = key.toLowerCase();
    return this.#fields.findLast(([name]) => name.toLowerCase() === wanted)?.[1];
  }

  all(key: string): string[] {
    const wanted = key.toLowerCase();
    return this.#fields.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value);
  }

  /** Name of the event; undefined for a response. */
  get event(): string | undefined {
    return this.get('Event');
  }

  get response(): string | undefined {
    return this.get('Response');
  }

  get actionId(): string | undefined {
    return this.get('ActionID');
  }
}

/** No message of Asterisk comes near this; a peer that sends more without an end is none. Bytes. */
const longestMessage = 4 * 1024 * 1024;
const endOfMessage = Buffer.from('\r\n\r\n');

export class NotAmiError extends Error {
  constructor(detail: string) {
    super(detail);
    this.name = 'NotAmiError';
  }
}

/** Cuts the byte stream of a connection into messages. Text is decoded by whole messages, so that no letter is torn. */
export class AmiFramer {
  #bytes: Buffer = Buffer.alloc(0);
  #banner: string | undefined;

  /** `Asterisk Call Manager/11.0.0`: the version of the interface; undefined until it has come. */
  get banner(): string | undefined {
    return this.#banner;
  }

  /** @throws NotAmiError when it is something else that speaks there */
  push(chunk: Buffer): AmiMessage[] {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
    if (this.#banner === undefined && !this.#readBanner()) return [];
    const messages: AmiMessage[] = [];
    let from = 0;
    for (;;) {
      const end = this.#bytes.indexOf(endOfMessage, from);
      if (end < 0) break;
      const text = this.#bytes.toString('utf8', from, end);
      from = end + endOfMessage.length;
      const message = parse(text);
      if (message) messages.push(message);
    }
    this.#bytes = this.#bytes.subarray(from);
    if (this.#bytes.length > longestMessage) throw new NotAmiError('a message without an end');
    return messages;
  }

  #readBanner(): boolean {
    const end = this.#bytes.indexOf('\r\n');
    if (end < 0) {
      if (this.#bytes.length > 200) throw new NotAmiError('no greeting of a manager interface');
      return false;
    }
    const line = this.#bytes.toString('utf8', 0, end);
    if (!/^[\w .-]*Call Manager\/[\d.]+$/.test(line)) throw new NotAmiError('no greeting of a manager interface');
    this.#banner = line;
    this.#bytes = this.#bytes.subarray(end + 2);
    return true;
  }
}

function parse(text: string): AmiMessage | undefined {
  const fields: Array<[string, string]> = [];
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':');
    // Lines without a key are output of an old `Command`; none of ours asks for it.
    if (colon > 0) fields.push([line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')]);
  }
  return fields.length === 0 ? undefined : new AmiMessage(fields);
}

/** An action's fields; one with several values is told several times. */
export type AmiFields = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** A line break in a value would begin a field, or an action, of its own: it becomes a space. */
const oneLine = (value: string | number): string => String(value).replace(/[\r\n\0]+/g, ' ');

export function encodeAction(action: string, actionId: string, fields: AmiFields): string {
  const lines = [`Action: ${oneLine(action)}`, `ActionID: ${oneLine(actionId)}`];
  for (const [key, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) lines.push(`${key}: ${oneLine(one)}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}
