import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInForeground } from '../program/child.ts';
import type { RuntimeInfo } from '../runtime/index.ts';
import { cleanEnv } from '../runtime/paths.ts';
import { say } from '../runtime/terminal.ts';
import { mariaCalls } from './exchange.ts';
import { playJohn, playMaria } from './live/leads.ts';
import { wake, writeNowAndThen } from './live/others.ts';
import { natural } from './live/pace.ts';
import type { Scene } from './live/scene.ts';
import type { DemoOptions } from './options.ts';
import { settle } from './settle.ts';
import type { Stage } from './stage.ts';
import type { Words } from './words.ts';

type PersonMode = { stage: Stage; runtime: RuntimeInfo; display: string; options: DemoOptions; text: Words };

/** Seconds between the program's first sign of life and Maria's mail, and between Maria and John. */
const prelude = 8;
const interlude = 25;

/** Opens the window and plays until it is closed. Resolves with the program's exit status. */
export async function forPerson({ stage, runtime, display, options, text }: PersonMode): Promise<number> {
  const end = new AbortController();
  const scene: Scene = {
    doors: stage,
    pace: natural(end.signal),
    told: (who, by, words) => process.stdout.write(`${clock()}  ${text.did(who.customer.name, by, words)}\n`),
    failed: (error) => {
      if (!end.signal.aborted) say(error instanceof Error ? error.message : String(error));
    },
  };
  process.stdout.write(`${text.settling}\n`);
  await settle(stage);
  process.stdout.write(`${text.opening}\n${text.guide}\n`);
  void play(stage, scene, end.signal).catch(scene.failed);
  const log = join(stage.folder, 'program.log');
  const output = openSync(log, 'w');
  try {
    const language = options.language === undefined ? [] : ['--lang', options.language];
    const flags = ['--profile', stage.profile, '--provision', stage.provisionFile, ...language, ...options.rest];
    const status = await runInForeground(runtime.executable, [...runtime.args, ...flags], {
      cwd: process.cwd(),
      env: { ...cleanEnv(), ...runtime.env, ...(display === '' ? {} : { DISPLAY: display }) },
      // What Chromium has to say of this machine would drown the story.
      stdio: ['ignore', output, output],
    });
    if (status !== 0 && status < 128)
      say(text.failedStart(status, readFileSync(log, 'utf8').trim().split('\n').slice(-12).join('\n')));
    else process.stdout.write(`${text.closed}\n`);
    return status;
  } finally {
    end.abort();
    closeSync(output);
  }
}

async function play(stage: Stage, scene: Scene, signal: AbortSignal): Promise<void> {
  // The program has connected to Telegram.
  await stage.telegram.waitForCall((call) => call.method.toLowerCase() === 'getupdates');
  const people = wake(stage.history, scene);
  await scene.pace.pause(prelude);
  const maria = playMaria(scene);
  await scene.pace.pause(interlude);
  const { pbx } = stage;
  // Once both ways she writes by are hers, she rings as well.
  if (pbx)
    void maria
      .then(() => scene.pace.pause(interlude))
      .then(() => mariaCalls(pbx))
      .catch(scene.failed);
  await Promise.all([maria, playJohn(scene), writeNowAndThen(people, scene, signal)]);
}

function clock(): string {
  return new Date().toTimeString().slice(0, 5);
}
