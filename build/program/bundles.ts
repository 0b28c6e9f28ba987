import { copyFileSync, cpSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { root } from '../runtime/paths.ts';

export const out = join(root, 'out');

// The older of the two runtimes: see the launcher. The newer one runs the same bundles.
const node = 'node20.18';
const chrome = 'chrome130';

// Standard output belongs to the command that builds on its way: only warnings, on standard error.
const shared: InlineConfig = { configFile: false, envDir: false, root, mode: 'production', logLevel: 'warn' };

/** Everything that runs under Node, main among it: one build, so that what they have in common is bundled once. */
export function nodeBundles(): InlineConfig {
  return {
    ...shared,
    plugins: [
      {
        name: 'throughline-files',
        closeBundle() {
          copyFileSync(join(root, 'build/icons/icon.png'), join(out, 'icon.png'));
          cpSync(join(root, 'build/icons/tray'), join(out, 'tray'), { recursive: true });
          cpSync(join(root, 'build/spelling'), join(out, 'spelling'), {
            recursive: true,
            filter: (path) => !path.endsWith('.ts'),
          });
        },
      },
    ],
    ssr: { noExternal: true, external: [...asInstalled] },
    build: {
      ssr: true,
      target: node,
      outDir: out,
      emptyOutDir: true,
      sourcemap: true,
      rolldownOptions: {
        external: isExternal,
        input: {
          'main/index': join(root, 'electron/main/index.ts'),
          'engine/reader': join(root, 'electron/engine/reader.ts'),
          'engine/engine': join(root, 'electron/engine/engine.ts'),
          'engine/relay': join(root, 'electron/engine/relay.ts'),
          'engine/team': join(root, 'electron/team/admin/main.ts'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'shared/[name]-[hash].js',
          // A process holds its source in memory as long as it lives. Names stay, for the stacks in logs.
          minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
        },
      },
    },
  };
}

/** A sandboxed preload script can require nothing but electron, and must be CommonJS. */
export function preloadBundle(): InlineConfig {
  return {
    ...shared,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: node,
      outDir: join(out, 'preload'),
      minify: false,
      rolldownOptions: {
        external: ['electron'],
        input: { index: join(root, 'electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  };
}

/** The window. Its policy allows no inline module, which Vite's preload helper would be. */
export function windowBundle(): InlineConfig {
  return {
    ...shared,
    root: join(root, 'renderer'),
    base: './',
    plugins: [react(), { name: 'throughline-pdf', closeBundle: copyPdfParts }],
    build: {
      target: chrome,
      outDir: join(out, 'renderer'),
      emptyOutDir: true,
      modulePreload: false,
      chunkSizeWarningLimit: 4_000,
      rolldownOptions: { input: [join(root, 'renderer/index.html'), join(root, 'renderer/phone.html')] },
    },
  };
}

/**
 * What the reader of PDFs asks for by address: character maps, the fonts that a PDF may take for granted, and the decoders that
 * do without WebAssembly, which the policy of the window does not run.
 */
function copyPdfParts(): void {
  const from = join(root, 'node_modules/pdfjs-dist');
  const to = join(out, 'renderer/pdf');
  cpSync(join(from, 'cmaps'), join(to, 'cmaps'), { recursive: true });
  cpSync(join(from, 'standard_fonts'), join(to, 'standard_fonts'), { recursive: true });
  cpSync(join(from, 'wasm'), join(to, 'decoders'), {
    recursive: true,
    filter: (path) => !/\.wasm$|quickjs|qcms/i.test(path),
  });
}

/**
 * Loaded as they were installed: an addon, dictionaries that are files of their own, and what few starts need. Everything else is
 * bundled: reader and engine took a second longer to find hundreds of small files, and more memory to keep them.
 */
const asInstalled = ['better-sqlite3', 'az', 'snowball-stemmers', 'drizzle-orm', 'pg'];

function isExternal(id: string): boolean {
  if (id === 'electron' || id.startsWith('node:') || builtinModules.includes(id)) return true;
  return asInstalled.some((name) => id === name || id.startsWith(`${name}/`));
}
