import { type Note, type Told, Unreadable } from '../told.ts';

export type Fields = Record<string, unknown>;

/** The body as an object: JSON, or a form. */
export function fieldsOf({ contentType, body }: Note): Fields {
  if (/form-urlencoded/i.test(contentType)) return Object.fromEntries(new URLSearchParams(body));
  return jsonOf(body);
}

export function jsonOf(text: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Unreadable('the body is no JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Unreadable('the body is no JSON object');
  return value as Fields;
}

/** Text of a field that is there and not empty; numbers as they are written. */
export function text(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

export function needed(fields: Fields, name: string): string {
  const value = text(fields, name);
  if (value === undefined) throw new Unreadable(`${name} is missing`);
  return value;
}

export function number(fields: Fields, name: string): number | undefined {
  const value = Number(text(fields, name) ?? Number.NaN);
  return Number.isFinite(value) ? value : undefined;
}

export function inner(fields: Fields, name: string): Fields {
  const value = fields[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** Leaves out what is not known, as exact optional properties want it. */
export function told(base: Pick<Told, 'call' | 'what' | 'at'>, more: { [K in keyof Told]?: Told[K] | undefined }): Told {
  return Object.assign({ ...base }, Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined)));
}
