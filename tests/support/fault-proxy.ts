import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { seeded } from './random.ts';

/**
 * What happens to the bytes that come from the server. `after` counts them on each connection from the moment the fault
 * was set; the first so many still pass.
 */
export type ProxyFault =
  /** Nothing more comes, the connection stays. What was held back follows when the fault ends. */
  | { kind: 'stall'; after: number }
  /** Both sides see the connection end. */
  | { kind: 'cut'; after: number }
  /** Noise of the same length instead. */
  | { kind: 'corrupt'; after: number; seed: number }
  /** One byte at a time, so many a second. */
  | { kind: 'throttle'; bytesPerSecond: number }
  /** `head`, and then `filler` over and over until `bytes` have gone or the client leaves. */
  | { kind: 'flood'; after: number; head: string; filler: string; bytes: number }
  /** Nothing passes in either direction and new connections are never answered, as when a cable is pulled. */
  | { kind: 'hole' };

export type FaultProxy = {
  readonly port: number;
  /** Connections made so far. */
  readonly connections: number;
  /**
   * `undefined` ends the fault. Answers a promise for the moment when the fault has first shown on a connection; a flood,
   * when it is over.
   */
  set(fault: ProxyFault | undefined): Promise<void>;
  /** Cuts every connection and refuses new ones. */
  down(): Promise<void>;
  up(): Promise<void>;
  stop(): Promise<void>;
};

/** A door in front of a server on this machine. */
export async function startFaultProxy(target: number): Promise<FaultProxy> {
  const lines = new Set<Line>();
  let fault: ProxyFault | undefined;
  let shown: () => void = () => undefined;
  let connections = 0;
  let server: Server | undefined;
  const open = async (port: number): Promise<number> => {
    const listening = createServer((client) => {
      connections += 1;
      const line = new Line(client, connect(target, '127.0.0.1'), () => shown());
      lines.add(line);
      line.over.then(() => lines.delete(line));
      line.set(fault);
    });
    listening.listen(port, '127.0.0.1');
    await once(listening, 'listening');
    server = listening;
    return (listening.address() as AddressInfo).port;
  };
  const port = await open(0);
  const down = async (): Promise<void> => {
    const closing = server;
    server = undefined;
    for (const line of lines) line.end();
    if (closing) await new Promise<void>((resolve) => closing.close(() => resolve()));
  };
  return {
    port,
    get connections() {
      return connections;
    },
    set(next) {
      fault = next;
      const first = new Promise<void>((resolve) => {
        shown = resolve;
      });
      for (const line of lines) line.set(next);
      return first;
    },
    down,
    async up() {
      if (!server) await open(port);
    },
    stop: down,
  };
}

/** One connection through the door. */
class Line {
  readonly over: Promise<void>;
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #shown: () => void;
  #fault: ProxyFault | undefined;
  #passed = 0;
  #held: Buffer[] = [];
  #toServer: Buffer[] = [];
  #trickle: NodeJS.Timeout | undefined;
  #flooding = false;

  constructor(client: Socket, server: Socket, shown: () => void) {
    this.#client = client;
    this.#server = server;
    this.#shown = shown;
    this.over = new Promise((resolve) => client.once('close', () => resolve()));
    for (const socket of [client, server]) socket.on('error', () => this.end());
    client.on('data', (chunk) => {
      this.#toServer.push(chunk);
      this.#forward();
    });
    server.on('data', (chunk) => {
      this.#held.push(chunk);
      this.#drain();
    });
    client.once('close', () => this.end());
    // A server that closes closes through a hole only when that ends.
    server.once('close', () => {
      if (this.#held.length === 0) this.end();
    });
  }

  set(fault: ProxyFault | undefined): void {
    if (this.#flooding) this.end();
    clearInterval(this.#trickle);
    this.#trickle = undefined;
    this.#fault = fault;
    this.#passed = 0;
    if (fault?.kind === 'throttle') this.#trickle = setInterval(() => this.#drip(), 1000 / fault.bytesPerSecond);
    if (fault?.kind === 'hole') this.#shown();
    this.#forward();
    this.#drain();
  }

  end(): void {
    clearInterval(this.#trickle);
    this.#client.destroy();
    this.#server.destroy();
  }

  #forward(): void {
    if (this.#fault?.kind === 'hole') return;
    for (const chunk of this.#toServer.splice(0)) this.#server.write(chunk);
  }

  #drain(): void {
    const fault = this.#fault;
    if (fault?.kind === 'hole' || fault?.kind === 'throttle' || this.#flooding) return;
    const waiting = Buffer.concat(this.#held.splice(0));
    if (waiting.length > 0) {
      const pass = fault === undefined ? waiting.length : Math.max(0, Math.min(waiting.length, fault.after - this.#passed));
      if (pass > 0) this.#client.write(waiting.subarray(0, pass));
      this.#passed += pass;
      if (fault !== undefined && pass < waiting.length) this.#misbehave(fault, waiting.subarray(pass));
    }
    if (this.#server.destroyed && this.#held.length === 0 && !this.#flooding) this.#client.end();
  }

  #misbehave(fault: Exclude<ProxyFault, { kind: 'hole' | 'throttle' }>, rest: Buffer): void {
    switch (fault.kind) {
      case 'stall':
        this.#held.push(rest);
        break;
      case 'cut':
        this.end();
        break;
      case 'corrupt': {
        const random = seeded(fault.seed + this.#passed);
        this.#passed += rest.length;
        this.#client.write(Buffer.from(rest.map(() => Math.floor(random() * 256))));
        break;
      }
      case 'flood':
        this.#flooding = true;
        void this.#flood(fault).then(this.#shown);
        return;
    }
    this.#shown();
  }

  #drip(): void {
    const [first] = this.#held;
    if (!first) return;
    this.#client.write(first.subarray(0, 1));
    if (first.length > 1) this.#held[0] = first.subarray(1);
    else this.#held.shift();
    this.#shown();
  }

  async #flood({ head, filler, bytes }: Extract<ProxyFault, { kind: 'flood' }>): Promise<void> {
    this.#client.write(head);
    const block = Buffer.from(filler.repeat(Math.ceil(262_144 / filler.length)));
    for (let sent = 0; sent < bytes && !this.#client.destroyed; sent += block.length) {
      if (this.#client.write(block)) continue;
      await Promise.race([once(this.#client, 'drain').catch(() => undefined), this.over]);
    }
    this.end();
  }
}
