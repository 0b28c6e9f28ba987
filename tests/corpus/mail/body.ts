import { bytes } from './encode.ts';
import { type Expected, type Meaning, type Sample, sample } from './sample.ts';

/** The header every mail of these topics has. */
const top = 'From: maria@mail.test\nTo: op@shop.test\nSubject: x\nMessage-ID: <b@mail.test>\nMIME-Version: 1.0\n';
export const latin = (text: string) => Buffer.from(text.replace(/\r?\n/g, '\r\n'), 'latin1');
/** `rest`: remaining header and body; characters are bytes. */
export const bodyOf =
  (topic: string) =>
  (name: string, rest: string, expected: Expected | string, meaning?: Meaning): Sample =>
    sample(`${topic}/${name}`, latin(`${top}${rest}`), typeof expected === 'string' ? { text: expected } : expected, meaning);
export const utf8 = (text: string) => bytes(text, 'utf-8');
export const type = (value: string, encoding = '') =>
  `Content-Type: ${value}\n${encoding === '' ? '' : `Content-Transfer-Encoding: ${encoding}\n`}\n`;
export const russian = 'Здравствуйте, заказ не пришёл. Когда привезёте?';
export const multi = (kind: string, parts: string[], more = '') =>
  `Content-Type: multipart/${kind}; boundary="b"${more}\n\n${parts.map((part) => `--b\n${part}\n`).join('')}--b--\n`;
export const png = (extra: string) => `Content-Type: image/png\n${extra}Content-Transfer-Encoding: base64\n\niVBORw0KGgo=`;
export const pngFile = (name: string, inline: boolean) => ({ name, type: 'image/png', size: 8, inline });
