import type { ConnectorInfo } from '../../../shared/contract/connector.ts';

/** Carries calls and no messages. Beginning and ending one are there where the configuration says how. */
export const info: ConnectorInfo = {
  kind: 'cloud-pbx',
  capabilities: { calls: { dial: true, hangUp: true } },
};
