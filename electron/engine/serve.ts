import type { PortRequest, Transport } from '../../shared/contract/transport.ts';
import { answer } from '../api/handler.ts';

/** Answers requests that come over a transport; replies carry the request's number. */
export function serve(transport: Transport, handlers: Readonly<Record<string, unknown>>): void {
  transport.onMessage(({ id, method, input }: PortRequest) => {
    void answer(handlers, method, input).then((reply) => transport.post({ id, reply }));
  });
}
