import type { AgentId } from './ids.ts';

export type Agent = { id: AgentId; name: string; email?: string; isMe: boolean };
