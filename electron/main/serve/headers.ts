import type { FileKind } from './file-kind.ts';
import { origin } from './route.ts';

/** For the program's own pages: nothing inline that runs, nothing from elsewhere. */
export const pageCsp = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' app: data: blob:",
  "media-src 'self' blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * For the page of the softphone: scripts of ours, and one way out, to the PBX that was configured. What it plays is made there or
 * comes by WebRTC, which no policy covers.
 */
export function phoneCsp(socket: string | undefined): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    'media-src blob:',
    `connect-src ${socket ?? "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${origin}`,
  ].join('; ');
}

/** For the body of a mail, in its frame: no script ever, and nothing from the network unless the agent allowed this sender. */
export function mailCsp(remote: boolean): string {
  return [
    "default-src 'none'",
    `img-src app: data:${remote ? ' https: http:' : ''}`,
    "style-src 'unsafe-inline'",
    'font-src data:',
    'media-src app:',
    "form-action 'none'",
    `frame-ancestors ${origin}`,
    "base-uri 'none'",
    'sandbox allow-same-origin',
  ].join('; ');
}

/** For what is only looked at: the source of a mail, a stored file opened by itself. */
export const inertCsp = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox";

const shared = { 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' };

export function pageHeaders(path: string): Record<string, string> {
  return { ...shared, 'Content-Type': pageType(path), 'Content-Security-Policy': pageCsp, 'Cache-Control': 'no-cache' };
}

export function phoneHeaders(socket: string | undefined): Record<string, string> {
  return { ...pageHeaders('phone.html'), 'Content-Security-Policy': phoneCsp(socket), 'Cache-Control': 'no-store' };
}

export function mailHeaders(remote: boolean): Record<string, string> {
  return { ...shared, 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': mailCsp(remote) };
}

export function sourceHeaders(): Record<string, string> {
  return { ...shared, 'Content-Type': 'text/plain; charset=utf-8', 'Content-Security-Policy': inertCsp };
}

/** What a claimed type may turn out to be and still be shown as it claims. What cannot be told from its bytes harms no decoder. */
const shownAs: Record<string, readonly FileKind[]> = {
  image: ['picture', 'other'],
  audio: ['media', 'other'],
  video: ['media', 'other'],
  application: ['pdf'],
};

/**
 * A stored file came from outside and its type is only claimed: pictures (but SVG, which can hold script), sound, films and PDF
 * are shown as such unless their bytes are something else; all else is a download without a type.
 */
export function fileHeaders(type: string, name: string, kind: FileKind): Record<string, string> {
  const safe = /^(image|audio|video)\/[a-z0-9.+-]+$|^application\/pdf$/i.test(type) && !/svg|xml/i.test(type);
  const family = type.slice(0, type.indexOf('/')).toLowerCase();
  const inline = safe && (shownAs[family] ?? []).includes(kind);
  return {
    ...shared,
    'Content-Type': inline ? type.toLowerCase() : 'application/octet-stream',
    'Content-Disposition': `${inline ? 'inline' : 'attachment'}${fileNameParameter(name)}`,
    'Content-Security-Policy': inertCsp,
    'Accept-Ranges': 'bytes',
    // A file is named by its bytes and never changes.
    'Cache-Control': 'private, max-age=31536000, immutable',
    'X-File-Kind': kind,
  };
}

/** RFC 8187: UTF-8 percent-encoded, so that any name is a valid header. */
function fileNameParameter(name: string): string {
  if (name === '') return '';
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
  return `; filename*=UTF-8''${encoded}`;
}

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
  webp: 'image/webp',
  woff2: 'font/woff2',
  wasm: 'application/wasm',
  map: 'application/json',
};

function pageType(path: string): string {
  return types[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
}
