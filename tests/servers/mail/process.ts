import { type SpawnOptions, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** A server kept in the foreground as our child, and stopped with us. */
export type Daemon = { pid: number; stop(): Promise<void> };

/** Starts a program and waits until it listens on every port. What it wrote to standard error explains a failure. */
export async function startDaemon(
  command: string,
  args: readonly string[],
  ports: readonly number[],
  options: SpawnOptions = {},
): Promise<Daemon> {
  const child = spawn(command, [...args], { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-4_000);
  });
  let exited = false;
  const exit = once(child, 'exit').then(() => {
    exited = true;
  });
  child.once('error', (error) => {
    errors += error.message;
    exited = true;
  });
  for (const port of ports) {
    while (!(await listens(port))) {
      if (exited) throw new Error(`${command} ended before it listened on port ${port}: ${errors}`);
    }
  }
  return {
    pid: child.pid ?? 0,
    async stop() {
      if (exited) return;
      child.kill('SIGTERM');
      const patience = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await exit;
      clearTimeout(patience);
    },
  };
}

/**
 * Cleans up after us however we end, SIGKILL included: a shell reads a pipe that only we hold open, and when it closes ends
 * the servers by their pid files and removes the directory. Returns what calls it off.
 */
export function cleanUpAfterUs(dir: string, pidFiles: readonly string[]): () => void {
  const script = 'read _; dir=$0; for file in "$@"; do kill "$(cat "$file")" 2>/dev/null; done; sleep 2; rm -rf "$dir"';
  const guard = spawn('sh', ['-c', script, dir, ...pidFiles], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  guard.unref();
  return () => guard.kill('SIGKILL');
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    // A refused connection comes back at once; the short pause keeps the wait from eating the processor the server needs.
    socket.once('error', () => setTimeout(resolve, 20, false));
  });
}

/** Given out by us: whoever asked for one may not listen there yet. */
const given = new Set<number>();

/** Ports nobody listens on now, by TCP or UDP, in a range apart from the system's own choice for outgoing connections. Each is given once. */
export async function freePorts(count: number): Promise<number[]> {
  const found: number[] = [];
  while (found.length < count) {
    const port = 21_200 + Math.floor(Math.random() * 8_000);
    if (given.has(port)) continue;
    given.add(port);
    if ((await isFree(port)) && (await isFreeOfDatagrams(port))) found.push(port);
  }
  return found;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function isFreeOfDatagrams(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', () => socket.close(() => resolve(false)));
    socket.bind(port, '127.0.0.1', () => socket.close(() => resolve(true)));
  });
}
