import { ensureBuilt } from '../../../build/program/build.ts';
import { ensureDisplay, prepareRuntime, type RuntimeInfo } from '../../../build/runtime/index.ts';

/** The built program, the runtime to start it with, and a display to show it on. */
export type Desktop = { runtime: RuntimeInfo; stop(): Promise<void> };

export async function openDesktop(): Promise<Desktop> {
  await ensureBuilt();
  const runtime = await prepareRuntime();
  const before = process.env.DISPLAY;
  const { display, stop } = await ensureDisplay();
  if (display !== '') process.env.DISPLAY = display;
  return {
    runtime,
    async stop() {
      if (before === undefined) delete process.env.DISPLAY;
      else process.env.DISPLAY = before;
      await stop();
    },
  };
}
