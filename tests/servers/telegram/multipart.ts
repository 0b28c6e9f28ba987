import { Params, type UploadedFile } from './params.ts';

const lineEnd = Buffer.from('\r\n');
const headEnd = Buffer.from('\r\n\r\n');

/** Reads a request body by its content type; see {@link Params}. */
export function readParams(contentType: string, query: URLSearchParams, body: Buffer): Params {
  const fromQuery = Object.fromEntries(query);
  if (body.length === 0) return new Params(fromQuery);
  if (contentType.startsWith('application/json')) {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    return new Params({ ...fromQuery, ...(typeof parsed === 'object' && parsed !== null ? parsed : {}) });
  }
  const boundary = /multipart\/form-data;.*?boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined)
    return new Params({ ...fromQuery, ...Object.fromEntries(new URLSearchParams(body.toString('utf8'))) });
  const values: Record<string, unknown> = { ...fromQuery };
  const files = new Map<string, UploadedFile>();
  for (const part of splitParts(body, boundary)) {
    const name = attribute(part.head, 'name');
    if (name === undefined) continue;
    const fileName = attribute(part.head, 'filename');
    if (fileName === undefined) values[name] = part.content.toString('utf8');
    else files.set(name, { name: fileName, mime: contentTypeOf(part.head), bytes: part.content });
  }
  return new Params(values, files);
}

/** RFC 2046, section 5.1.1: parts stand between lines of two dashes and the boundary. */
function splitParts(body: Buffer, boundary: string): Array<{ head: string; content: Buffer }> {
  const delimiter = Buffer.from(`--${boundary}`);
  const parts: Array<{ head: string; content: Buffer }> = [];
  let at = body.indexOf(delimiter);
  while (at >= 0) {
    const start = at + delimiter.length + lineEnd.length;
    const next = body.indexOf(delimiter, start);
    if (next < 0) break;
    const part = body.subarray(start, next - lineEnd.length);
    const split = part.indexOf(headEnd);
    if (split >= 0)
      parts.push({ head: part.subarray(0, split).toString('utf8'), content: part.subarray(split + headEnd.length) });
    at = next;
  }
  return parts;
}

/** Quoted or bare, as clients differ. */
function attribute(head: string, name: string): string | undefined {
  const match = new RegExp(`content-disposition:[^\\r\\n]*[;\\s]${name}=(?:"([^"\\r\\n]*)"|([^;\\r\\n]*))`, 'i').exec(head);
  return match?.[1] ?? match?.[2];
}

function contentTypeOf(head: string): string {
  return /^content-type:\s*([^\r\n;]+)/im.exec(head)?.[1] ?? 'application/octet-stream';
}
