import { z } from 'zod';
import { type ProvisionFile, provisionFile } from '../../shared/contract/provision.ts';
import { jsonErrorOffset, lineAndColumn } from './json-position.ts';
import { readTeamUrl } from './team-url.ts';

/** `message` is one sentence in English that names the place in the file and what was expected. It never repeats a value. */
export type ProvisionOutcome = { ok: true; value: ProvisionFile } | { ok: false; message: string };

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** Reads the text of a provisioning file. */
export function readProvision(text: string): ProvisionOutcome {
  const json = text.replace(/^\uFEFF/, '');
  const offset = jsonErrorOffset(json);
  if (offset !== undefined) {
    const { line, column } = lineAndColumn(json, offset);
    return { ok: false, message: `line ${line}, column ${column}: expected valid JSON` };
  }
  const data: unknown = JSON.parse(json);
  const parsed = provisionFile.safeParse(data);
  if (!parsed.success) return { ok: false, message: sentence(tellingIssue(parsed.error.issues), data) };
  const wrong = duplicateChannel(parsed.data) ?? wrongTeam(parsed.data);
  return wrong === undefined ? { ok: true, value: parsed.data } : { ok: false, message: wrong };
}

/** A misspelt name makes the right one missing too; the misspelling is what the administrator can correct. */
function tellingIssue(issues: readonly Issue[]): Issue {
  const [first] = issues;
  if (first === undefined) throw new Error('A refused file without an issue.');
  const parent = pathText(first.path.slice(0, -1));
  return issues.find((issue) => issue.code === 'unrecognized_keys' && pathText(issue.path) === parent) ?? first;
}

function sentence(issue: Issue, data: unknown): string {
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(schemaAt(issue.path, data)?.properties ?? {}).filter((key) => !key.startsWith('$'));
    return `${pathText([...issue.path, issue.keys[0] ?? ''])}: unknown setting, expected one of ${known.join(', ')}`;
  }
  const missing = valueAt(data, issue.path) === undefined ? 'missing, ' : '';
  return `${pathText(issue.path)}: ${missing}expected ${expectation(issue, data)}`;
}

function expectation(issue: Issue, data: unknown): string {
  if (issue.message.startsWith('expected ')) return issue.message.slice('expected '.length);
  if (issue.code === 'invalid_union') return oneOf(channelKinds());
  const schema = schemaAt(issue.path, data);
  return schema === undefined ? 'another value' : inWords(schema);
}

/** The part of JSON Schema that ours uses. */
type Schema = {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  format?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  properties?: Record<string, Schema>;
  items?: Schema;
  oneOf?: Schema[];
};

function rootSchema(): Schema {
  return z.toJSONSchema(provisionFile) as Schema;
}

function channelKinds(): unknown[] {
  const kinds = rootSchema().properties?.channels?.items?.oneOf ?? [];
  return kinds.map((kind) => kind.properties?.kind?.const);
}

/** The schema of what stands at a path; where several are possible, the one whose `kind` the data has. */
function schemaAt(path: Path, data: unknown): Schema | undefined {
  let schema: Schema | undefined = rootSchema();
  path.forEach((step, depth) => {
    const inner = typeof step === 'number' ? schema?.items : schema?.properties?.[String(step)];
    const kind = valueAt(data, [...path.slice(0, depth + 1), 'kind']);
    schema = inner?.oneOf?.find((option) => option.properties?.kind?.const === kind) ?? inner;
  });
  return schema;
}

function inWords(schema: Schema): string {
  const { type, minimum, maximum, minLength, maxLength, format } = schema;
  if (schema.enum !== undefined) return oneOf(schema.enum);
  if (type === 'integer') return `a whole number from ${minimum} to ${maximum}`;
  if (type === 'boolean') return 'true or false';
  if (type === 'array') return 'a list in [ ]';
  if (type !== 'string') return 'an object in { }';
  if (format === 'uri') return 'an http or https URL';
  if (maxLength !== undefined) return `text of ${minLength ?? 0} to ${maxLength} characters`;
  return minLength === undefined ? 'text' : 'text that is not empty';
}

function oneOf(values: readonly unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join(' or ');
}

function duplicateChannel({ channels = [] }: ProvisionFile): string | undefined {
  const later = channels.findIndex(({ id }, index) => channels.findIndex((other) => other.id === id) < index);
  const id = channels[later]?.id;
  if (id === undefined) return undefined;
  const earlier = channels.findIndex((channel) => channel.id === id);
  return `channels[${later}].id: expected an id of its own, channels[${earlier}] has ${JSON.stringify(id)} already`;
}

function wrongTeam({ team }: ProvisionFile): string | undefined {
  const read = team === undefined ? undefined : readTeamUrl(team.url);
  return read?.ok === false ? `team.url: ${read.message}` : undefined;
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => {
    return typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[step] : undefined;
  }, data);
}

/** `channels[0].imap.port`; the whole file is `the file`. */
function pathText(path: Path): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return text === '' ? 'the file' : text.replace(/^\./, '');
}
