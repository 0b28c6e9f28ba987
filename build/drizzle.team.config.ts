import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: ['./electron/team/schema.ts', './electron/team/schema-together.ts'],
  out: './drizzle/team',
});
