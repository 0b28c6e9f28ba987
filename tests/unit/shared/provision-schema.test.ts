import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { provisionSchema, provisionSchemaPath } from '../../../build/provision-schema.ts';

test('the published schema is the one the program reads with (npm run schema renews it)', () => {
  expect(JSON.parse(readFileSync(provisionSchemaPath, 'utf8'))).toEqual(JSON.parse(provisionSchema()));
});
