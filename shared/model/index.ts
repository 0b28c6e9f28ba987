export * from './agent.ts';
export * from './channel.ts';
export * from './conversation.ts';
export * from './customer.ts';
export * from './ids.ts';
export * from './item.ts';
export * from './notice.ts';
export * from './text.ts';
