import { decodeUuLines } from './transfer.ts';

export type EmbeddedFile = { name: string; bytes: Buffer };

/** Files that were pasted into a text as uuencode, and the text without them. A block that never ends stays text. */
export function cutUuencoded(text: string): { text: string; files: EmbeddedFile[] } {
  if (!/^begin [0-7]{3,4} \S/m.test(text)) return { text, files: [] };
  const files: EmbeddedFile[] = [];
  const kept: string[] = [];
  let block: { name: string; lines: string[] } | undefined;
  for (const line of text.split('\n')) {
    if (block === undefined) {
      const begin = /^begin [0-7]{3,4} (\S.*)$/.exec(line);
      if (begin === null) kept.push(line);
      else block = { name: (begin[1] ?? '').trim(), lines: [line] };
      continue;
    }
    block.lines.push(line);
    if (line === 'end') {
      files.push({ name: block.name, bytes: decodeUuLines(block.lines.join('\n')) });
      block = undefined;
    } else if (!isData(line)) {
      kept.push(...block.lines);
      block = undefined;
    }
  }
  if (block !== undefined) kept.push(...block.lines);
  return { text: kept.join('\n'), files };
}

/** A line of data says its own length: four characters for three bytes, give or take what trimming took. */
function isData(line: string): boolean {
  if (line === '' || /^[`\s]*$/.test(line)) return true;
  const length = (line.charCodeAt(0) - 32) & 63;
  const expected = Math.ceil(length / 3) * 4;
  return /^[ -`]+$/.test(line) && line.length - 1 <= expected + 2 && line.length - 1 >= Math.ceil((length * 4) / 3) - 4;
}
