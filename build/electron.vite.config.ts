import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'out');

// The older of the two runtimes: see the launcher. The newer one runs the same bundles.
const node = 'node20.18';
const chrome = 'chrome130';

/** Everything that runs under Node, main among it: one build, so that what they share is bundled once. */
const nodeEntries = {
  'main/index': join(root, 'electron/main/index.ts'),
  'engine/reader': join(root, 'electron/engine/reader.ts'),
  'engine/engine': join(root, 'electron/engine/engine.ts'),
  'engine/relay': join(root, 'electron/engine/relay.ts'),
};

export default defineConfig({
  main: {
    root,
    build: {
      target: node,
      outDir: out,
      emptyOutDir: true,
      minify: false,
      sourcemap: true,
      rollupOptions: {
        input: nodeEntries,
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'shared/[name]-[hash].js' },
      },
    },
    plugins: [{ name: 'throughline-icon', closeBundle: copyIcon }],
  },
  preload: {
    root,
    build: {
      target: node,
      outDir: join(out, 'preload'),
      minify: false,
      // A sandboxed preload script may require nothing but electron, and must be CommonJS.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: join(root, 'electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: join(root, 'renderer'),
    base: './',
    plugins: [react()],
    build: {
      target: chrome,
      outDir: join(out, 'renderer'),
      // The policy of the window allows no inline module, and a preload helper is one more script at the start.
      modulePreload: false,
      rollupOptions: { input: join(root, 'renderer/index.html') },
    },
  },
});

/** Linux takes the window's icon from a file. */
function copyIcon(): void {
  const icon = join(root, 'build/icons/icon.png');
  if (!existsSync(icon)) return;
  mkdirSync(out, { recursive: true });
  copyFileSync(icon, join(out, 'icon.png'));
}
