import { readFileSync } from 'node:fs';

/** The JSON text of one recorded update. */
export function fixture(name: string): string {
  return readFileSync(new URL(`../../../fixtures/telegram/${name}.json`, import.meta.url), 'utf8');
}
