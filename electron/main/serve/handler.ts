import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileKind, headLength } from './file-kind.ts';
import { fileHeaders, mailHeaders, pageHeaders, phoneHeaders, sourceHeaders } from './headers.ts';
import { mailPage, plainPage } from './mail-page.ts';
import { byteRange } from './range.ts';
import { route } from './route.ts';
import type { Suspects } from './suspects.ts';

export type ServeOptions = {
  /** Folder of the built window. */
  renderer: string;
  /** Folder of the stored files. */
  files: string;
  /** The page that says what is wrong, as it stands now. */
  problemPage(): string;
  /** Where the softphone may connect to; undefined: nowhere. */
  phoneSocket(): string | undefined;
  suspects: Suspects;
  /** The sentence above a mail that is shown as plain words, because the window broke down over it. */
  suspectNotice(): string;
};

/** Path of a stored file: folders by the first two hex digits keep them small. */
export function storedPath(files: string, hash: string): string {
  return join(files, hash.slice(0, 2), hash);
}

/** Answers every request to `app://throughline/…`. Reads only, and only what {@link route} knows. */
export function createHandler(options: ServeOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405 });
    try {
      return await answer(request, options);
    } catch (error) {
      const missing = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR');
      return new Response(null, { status: missing ? 404 : 500 });
    }
  };
}

async function answer(request: Request, options: ServeOptions): Promise<Response> {
  const { renderer, files, problemPage, phoneSocket, suspects } = options;
  const asked = route(request.url);
  switch (asked.kind) {
    case 'page':
      return new Response(await readFile(join(renderer, asked.path)), { headers: pageHeaders(asked.path) });
    case 'phone':
      return new Response(await readFile(join(renderer, asked.path)), { headers: phoneHeaders(phoneSocket()) });
    case 'problem':
      return new Response(problemPage(), { headers: pageHeaders('problem.html') });
    case 'mail': {
      const html = await readFile(storedPath(files, asked.hash), 'utf8');
      if (suspects.has(asked.hash)) {
        return new Response(plainPage(html, options.suspectNotice(), asked.dark), { headers: mailHeaders(false) });
      }
      suspects.shown(asked.hash);
      return new Response(mailPage(html, asked.dark), { headers: mailHeaders(asked.remote) });
    }
    case 'source':
      return new Response(await readFile(storedPath(files, asked.hash)), { headers: sourceHeaders() });
    case 'file':
      return sendFile(storedPath(files, asked.hash), asked, request);
    case 'none':
      return new Response(null, { status: 404 });
  }
}

/** Sound and film are asked for in ranges; without them a player cannot seek. */
async function sendFile(path: string, asked: { type: string; name: string }, request: Request): Promise<Response> {
  const { size, head } = await look(path);
  const headers = fileHeaders(asked.type, asked.name, fileKind(head));
  const range = byteRange(request.headers.get('Range'), size);
  if (range === 'unsatisfiable') return new Response(null, { status: 416, headers: { 'Content-Range': `bytes */${size}` } });
  const { start, end } = range === 'whole' ? { start: 0, end: size - 1 } : range;
  const length = { 'Content-Length': String(end - start + 1) };
  const body = size === 0 || request.method === 'HEAD' ? null : fileStream(path, start, end);
  if (range === 'whole') return new Response(body, { headers: { ...headers, ...length } });
  return new Response(body, {
    status: 206,
    headers: { ...headers, ...length, 'Content-Range': `bytes ${start}-${end}/${size}` },
  });
}

async function look(path: string): Promise<{ size: number; head: Uint8Array }> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(new Uint8Array(headLength), 0, headLength, 0);
    return { size, head: buffer.subarray(0, bytesRead) };
  } finally {
    await file.close();
  }
}

/** Node and the DOM each declare the stream of the web; the one that the compiler sees here is the one `Response` takes. */
function fileStream(path: string, start: number, end: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  return Readable.toWeb(createReadStream(path, { start, end })) as ReadableStream<Uint8Array<ArrayBuffer>>;
}
