/**
 * Text of format=flowed (RFC 3676) with its soft line breaks undone. Quoted paragraphs flow within their depth, the
 * signature line never flows, and the space stuffed before a line goes.
 */
export function unflow(text: string, delSp: boolean): string {
  const out: string[] = [];
  let paragraph: { depth: number; text: string } | undefined;
  const close = () => {
    if (paragraph !== undefined) out.push(quoted(paragraph.depth, paragraph.text));
    paragraph = undefined;
  };
  for (const line of text.split(/\r?\n/)) {
    const depth = /^>*/.exec(line)?.[0].length ?? 0;
    const content = line.slice(depth).replace(/^ /, '');
    if (content === '-- ') {
      close();
      out.push(quoted(depth, '-- '));
      continue;
    }
    const flows = content.endsWith(' ');
    const piece = flows && delSp ? content.slice(0, -1) : content;
    if (paragraph !== undefined && paragraph.depth !== depth) close();
    paragraph = { depth, text: (paragraph?.text ?? '') + piece };
    if (!flows) close();
  }
  close();
  return out.join('\n');
}

const quoted = (depth: number, text: string): string => (depth === 0 ? text : `${'>'.repeat(depth)} ${text}`.trimEnd());
