import { spawn } from 'node:child_process';

/** Progress goes to standard error, because standard output belongs to the answer. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

export type RunResult = { status: number; stdout: string; stderr: string };

/** Runs a command to its end and keeps what it printed. Never throws for its exit status; 127 when it cannot be started. */
export function run(
  command: string,
  args: string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; signal?: AbortSignal } = {},
): Promise<RunResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
    });
    child.on('error', (error) => resolve({ status: 127, stdout, stderr: stderr + error.message }));
    child.on('close', (code) => resolve({ status: code ?? 1, stdout, stderr }));
  });
}

/** Like {@link run}, but throws the end of what the command printed when it fails. */
export async function must(
  what: string,
  command: string,
  args: string[],
  options: Parameters<typeof run>[2] = {},
): Promise<string> {
  const result = await run(command, args, options);
  if (result.status !== 0) {
    const tail = `${result.stdout}\n${result.stderr}`.trim().split('\n').slice(-15).join('\n');
    throw new Error(`${what} failed (exit status ${result.status}):\n${tail}`);
  }
  return result.stdout;
}
