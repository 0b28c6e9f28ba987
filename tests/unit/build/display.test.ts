import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ensureDisplay } from '../../../build/runtime/display.ts';

describe('ensureDisplay', () => {
  it('takes the display there is and leaves it alone', async () => {
    const { display, stop } = await ensureDisplay({ DISPLAY: ':7' });
    expect(display).toBe(':7');
    await stop();
  });

  it.runIf(process.platform === 'linux')('starts a server that accepts connections, and ends it', async () => {
    const { display, stop } = await ensureDisplay({});
    const socket = `/tmp/.X11-unix/X${display.slice(1)}`;
    expect(display).toMatch(/^:\d+$/);
    expect(existsSync(socket)).toBe(true);
    await stop();
    expect(existsSync(socket)).toBe(false);
  });
});
