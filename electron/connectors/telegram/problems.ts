import { ConnectorError } from '../../../shared/contract/connector.ts';
import type { ConnectionProblemCode } from '../../../shared/model/index.ts';
import type { CallFailure } from './client.ts';
import type { TransportError } from './transport.ts';

/**
 * What a failed poll or lookup means for the connection. The official server answers 401 to an unknown token and 404
 * to a text that has no token's form; 409 both when somebody else polls and when a webhook is set.
 */
export function connectionError(failure: CallFailure, host: string): ConnectorError {
  if (failure.type === 'transport') return transportProblem(failure.error, host);
  const { status, description, retryAfterMs } = failure;
  // An older server of one's own does not know every method, and that says nothing of the token (telegram-bot-api, Client.cpp).
  if (status === 404 && /method/i.test(description)) return new ConnectorError('protocol', 'protocol', description, { host });
  if (status === 401 || status === 404) return new ConnectorError('auth', 'auth', description, { host });
  if (status === 409)
    return new ConnectorError('conflict', /webhook/i.test(description) ? 'webhook' : 'conflict', description, { host });
  if (status === 429) {
    return new ConnectorError('rate-limit', 'rate-limit', description, {
      host,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
  }
  if (status >= 500) return new ConnectorError('offline', 'server', description, { host });
  return new ConnectorError('protocol', 'protocol', description, { host });
}

function transportProblem(error: TransportError, host: string): ConnectorError {
  const gateway = error.status !== undefined && error.status >= 500;
  if (error.reach === 'answered' && !gateway) return new ConnectorError('protocol', 'protocol', error.message, { host });
  if (gateway) return new ConnectorError('offline', 'server', error.message, { host, cause: error });
  // What could not be written to our own disk fails in the same place; the cause tells it apart.
  return new ConnectorError('offline', offlineCode(error.code), error.message, { host, cause: error });
}

const certificateCode = /^(CERT_|ERR_TLS_CERT|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_)/;

function offlineCode(code: string): ConnectionProblemCode {
  if (code === 'ECONNREFUSED') return 'refused';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'dns';
  if (code === 'ETIMEDOUT') return 'timeout';
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') return 'certificate-expired';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'certificate-host';
  if (certificateCode.test(code)) return 'certificate';
  if (code === 'EPROTO' || code.startsWith('ERR_SSL')) return 'tls';
  return 'offline';
}
