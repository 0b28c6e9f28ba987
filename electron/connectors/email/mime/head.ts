/** A header field as it came: folded, its bytes one character each. */
export type Field = { name: string; value: string };

// biome-ignore lint/suspicious/noControlCharactersInRegex: a NUL in a name is left out
const field = /^([!-9;-~\u0000]+)[ \t]*:/;
/** Fields by which a header is known to go on after a line that is none. */
const known =
  /^(from|to|cc|bcc|subject|date|message-id|in-reply-to|references|mime-version|content-[\w-]+|received|return-path|reply-to|sender|x-[\w-]+|dkim-signature)[ \t]*:/i;

/** A parameter that was not indented, below the semicolon that announces it. */
const parameter = /^[\w*-]{1,60}[ \t]*=/;

/**
 * The header at the beginning of a block, and what follows it without the empty line that should part them. A line that is no
 * field, with fields after it, continues the one before: clients have folded long subjects without indenting them.
 */
export function cutHead(block: Buffer): { head: Buffer; body: Buffer } {
  const text = block.toString('latin1');
  const lines = text.split(/(?<=\n)/);
  const lastKnown = lines.findLastIndex((line) => known.test(line));
  // Bare CR as the only line end.
  if (lines.length === 1 && /\r(?!\n)[!-9;-~]+:/.test(text)) return { head: block, body: Buffer.alloc(0) };
  let at = 0;
  for (const [index, line] of lines.entries()) {
    const first = index === 0;
    const above = lines[index - 1] ?? '';
    const fine = /^[ \t]/.test(line)
      ? !first || field.test(line.trimStart())
      : field.test(line) || (first && /^>?From /.test(line)) || (parameter.test(line) && /;[ \t]*\r?\n$/.test(above));
    const over = index >= lastKnown || isBoundary(line, text.slice(0, at));
    if (!fine && trimmed(line) !== '' && over) return { head: block.subarray(0, at), body: block.subarray(at) };
    at += line.length;
  }
  return { head: block, body: Buffer.alloc(0) };
}

/** Is it the boundary that the header above it announces? Then the parts begin here, the empty line between was forgotten. */
function isBoundary(line: string, above: string): boolean {
  const name = /^--(\S.*?)\s*$/.exec(line)?.[1];
  return name !== undefined && (above.includes(`boundary=${name}`) || above.includes(`boundary="${name}"`));
}

/** Fields that hold nothing but addresses, ids or a date: words in a line below that was not indented are none of theirs. */
const strict = /^(from|sender|reply-to|to|cc|bcc|date|message-id|in-reply-to|references)$/;

/** Fields in order. White space of folding becomes one space, control characters go. */
export function fieldsOf(head: Buffer): Field[] {
  const fields: Array<{ name: string; lines: string[] }> = [];
  for (const line of head.toString('latin1').split(/\r?\n|\r(?=[!-9;-~]+:|[ \t])/)) {
    const last = fields.at(-1);
    // What is indented goes on with the field above it; where there is none, it is one itself.
    const text = last === undefined ? line.trimStart() : line;
    const start = /^[ \t]/.test(text) ? null : field.exec(text);
    if (start !== null) {
      const name = (start[1] ?? '').replaceAll('\0', '').toLowerCase();
      fields.push({ name, lines: [clean(text.slice(start[0].length))] });
    } else if (last !== undefined && trimmed(line) !== '') {
      if (/^[ \t]/.test(line) || line.includes('@') || !strict.test(last.name)) last.lines.push(clean(line));
    }
  }
  return fields.map(({ name, lines }) => ({ name, value: lines.length > 1 ? trimmed(lines.join(' ')) : (lines[0] ?? '') }));
}

function clean(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is replaced; ESC begins ISO-2022-JP
  return trimmed(value.replace(/[\u0000-\u0008\u000a-\u000d\u0010-\u001a\u001c-\u001f\u007f]+/g, ' '));
}

/** Without white space of ASCII at its ends: 0xA0, a space to JavaScript, is half of a letter here, as of "Р" in UTF-8. */
function trimmed(value: string): string {
  let from = 0;
  let to = value.length;
  while (from < to && isSpace(value.charCodeAt(from))) from += 1;
  while (to > from && isSpace(value.charCodeAt(to - 1))) to -= 1;
  return value.slice(from, to);
}

const isSpace = (code: number): boolean => code === 0x20 || (code >= 0x09 && code <= 0x0d);
