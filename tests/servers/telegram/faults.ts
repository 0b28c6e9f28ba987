/**
 * What goes wrong on purpose. `before` is before the request is acted upon, `after` is once it has taken effect
 * and only the answer is missing.
 */
export type Fault =
  | { kind: 'error'; code: number; description: string }
  | { kind: 'too-many-requests'; retryAfter: number }
  /** The connection is cut. */
  | { kind: 'drop'; when: 'before' | 'after' }
  /** Nothing comes until the client gives up. */
  | { kind: 'stall'; when: 'before' | 'after' }
  /** Acted upon and answered as if nothing were wrong, when `until` is over. */
  | { kind: 'hold'; until: Promise<unknown> }
  /** A gateway's page instead of the server's answer. */
  | { kind: 'page'; status: number; when: 'before' | 'after' }
  /** Status 200 and something that is no Bot API answer. */
  | { kind: 'garbage'; body: string; when: 'before' | 'after' }
  /** Status 200 and so many bytes of nothing, or until the client leaves. */
  | { kind: 'flood'; bytes: number };

/** A method's name, `send` for every method that sends a message, `file` for downloads. */
export type FaultTarget = 'send' | 'file' | (string & {});

type Armed = { fault: Fault; target: FaultTarget; left: number };

export class Faults {
  readonly #armed: Armed[] = [];

  /** The next `times` requests to `target` fail this way. */
  next(target: FaultTarget, fault: Fault, times = 1): void {
    this.#armed.push({ fault, target, left: times });
  }

  clear(): void {
    this.#armed.length = 0;
  }

  take(method: string): Fault | undefined {
    const armed = this.#armed.find((a) => a.target === method || (a.target === 'send' && isSend(method)));
    if (!armed) return undefined;
    armed.left -= 1;
    if (armed.left <= 0) this.#armed.splice(this.#armed.indexOf(armed), 1);
    return armed.fault;
  }
}

function isSend(method: string): boolean {
  return method.startsWith('send') && method !== 'sendChatAction';
}
