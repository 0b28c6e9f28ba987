import type { ConnectorInfo } from '../../../shared/contract/connector.ts';

/** Carries calls and no messages. */
export const info: ConnectorInfo = {
  kind: 'asterisk',
  capabilities: { calls: { dial: true, hangUp: true, agentState: true } },
};
