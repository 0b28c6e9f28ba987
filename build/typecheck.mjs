// Every room is checked with its own tsconfig: shared sees neither DOM nor Node, the engine no Electron, the window no Node.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const rooms = ['shared', 'electron', 'electron/main', 'electron/preload', 'renderer', 'build', 'tests'];
let failed = 0;
for (const room of rooms) {
  const { status } = spawnSync('tsc', ['-p', room], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) failed += 1;
}
if (failed > 0) {
  console.error(`${failed} of ${rooms.length} rooms have type errors`);
  process.exit(1);
}
