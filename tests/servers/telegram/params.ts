import { badRequest } from './failure.ts';

export type UploadedFile = { name: string; mime: string; bytes: Uint8Array };

/**
 * Arguments of one request, whichever of the four ways they came: query string, form, JSON, or multipart
 * (Bot API, "Making requests").
 */
export class Params {
  readonly values: Readonly<Record<string, unknown>>;
  readonly files: ReadonlyMap<string, UploadedFile>;

  constructor(values: Readonly<Record<string, unknown>>, files: ReadonlyMap<string, UploadedFile> = new Map()) {
    this.values = values;
    this.files = files;
  }

  text(name: string): string | undefined {
    const value = this.values[name];
    return value === undefined || value === null ? undefined : String(value);
  }

  integer(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined || text === '') return undefined;
    const value = Number(text);
    if (!Number.isSafeInteger(value)) throw badRequest(`parameter "${name}" has invalid value specified`);
    return value;
  }

  flag(name: string): boolean {
    return ['true', '1'].includes(this.text(name) ?? '');
  }

  /** A JSON-serialized parameter: already an object in a JSON body, text elsewhere. */
  json(name: string): unknown {
    const value = this.values[name];
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value);
    } catch {
      throw badRequest(`can't parse ${name} JSON object`);
    }
  }

  /** An uploaded file, under its own name or as `attach://<part>` (Bot API, "Sending files"). */
  file(name: string): UploadedFile | undefined {
    const reference = this.text(name);
    const part = reference?.startsWith('attach://') ? reference.slice('attach://'.length) : name;
    return this.files.get(part);
  }
}
