import { Parser, Tokenizer } from 'htmlparser2';

/** Characters that are looked through at a time: what opens within them is all that can be open too much. */
const stretch = 32 * 1024;

/** Do the elements of a document lie in one another deeper than this? Looks no further than to where they do. */
export function isDeeper(html: string, limit: number): boolean {
  let depth = 0;
  let most = 0;
  const parser = new Parser({
    onopentag: () => {
      depth += 1;
      most = Math.max(most, depth);
    },
    onclosetag: () => {
      depth -= 1;
    },
  });
  for (let at = 0; at < html.length && most <= limit; at += stretch) parser.write(html.slice(at, at + stretch));
  return most > limit;
}

const blocks = /^(address|article|blockquote|br|center|dd|div|dt|fieldset|form|h[1-6]|hr|li|ol|p|pre|section|table|tr|ul)$/;
const silent = /^(script|style|title)$/;

/**
 * The words of a document alone, a line for each block. Nothing is kept of what is open, so that neither the stack nor the time
 * is for its author to use up.
 */
export function bareWords(html: string): string {
  const words: string[] = [];
  let unsaid = false;
  const nothing = () => undefined;
  const tokens = new Tokenizer(
    { xmlMode: false, decodeEntities: true },
    {
      onopentagname: (start, end) => {
        const name = html.slice(start, end).toLowerCase();
        unsaid = silent.test(name);
        if (blocks.test(name)) words.push('\n');
      },
      onclosetag: () => {
        unsaid = false;
      },
      ontext: (start, end) => {
        if (!unsaid) words.push(html.slice(start, end).replace(/\s+/g, ' '));
      },
      ontextentity: (code) => {
        if (!unsaid) words.push(String.fromCodePoint(code));
      },
      onattribdata: nothing,
      onattribentity: nothing,
      onattribend: nothing,
      onattribname: nothing,
      oncdata: nothing,
      oncomment: nothing,
      ondeclaration: nothing,
      onend: nothing,
      onopentagend: nothing,
      onprocessinginstruction: nothing,
      onselfclosingtag: nothing,
    },
  );
  tokens.write(html);
  tokens.end();
  return words.join('').replace(/\n\s+/g, '\n');
}
