import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A text in every form in which a program might write it down without meaning to hide it. */
function forms(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  // Base64 differs with the place in a group of three; the ends depend on the neighbours and are left out.
  const inBase64 = [0, 1, 2].map((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    return whole.slice(offset === 0 ? 0 : 4, -2);
  });
  const texts = [
    text,
    bytes.toString('hex'),
    encodeURIComponent(text),
    JSON.stringify(text).slice(1, -1),
    escaped(text),
    ...inBase64,
  ];
  return [...new Set(texts)].flatMap((form) => [Buffer.from(form), Buffer.from(form, 'utf16le')]);
}

/** As a JSON writer that trusts only ASCII puts it. */
function escaped(text: string): string {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
    .map((code) => (code < 128 ? String.fromCharCode(code) : `\\u${code.toString(16).padStart(4, '0')}`))
    .join('');
}

/** Which of the texts are in the bytes, in whatever form. */
export function found(bytes: Buffer, texts: readonly string[]): string[] {
  return texts.filter((text) => forms(text).some((form) => bytes.includes(form)));
}

/** Every file below a folder that holds one of the texts: its path there, and which. */
export function filesWith(folder: string, texts: readonly string[]): Record<string, string[]> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const hits = files.map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return [path.slice(folder.length + 1), found(readFileSync(path), texts)] as const;
  });
  return Object.fromEntries(hits.filter(([, texts]) => texts.length > 0));
}
