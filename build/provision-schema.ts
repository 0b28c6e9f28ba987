import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { provisionFile } from '../shared/contract/provision.ts';

/** The JSON Schema of the provisioning file, from the same definition the program reads it with. */
export const provisionSchema = (): string =>
  `${JSON.stringify({ title: 'Throughline provisioning file', ...z.toJSONSchema(provisionFile, { io: 'input' }) }, null, 2)}\n`;

export const provisionSchemaPath = fileURLToPath(new URL('../shared/contract/provision.schema.json', import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(provisionSchemaPath, provisionSchema());
