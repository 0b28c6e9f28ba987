import type { Chat, Message, User } from 'grammy/types';

/** What every message has that is mapped here. */
export type Written = Message & { from: User };

/**
 * Looks whether the fields that everything hangs on are there. Errors name the kind and nothing a customer wrote, because
 * they are logged and shown.
 */
export function readMessage(value: unknown, kind: string): Message {
  const whole = isRecord(value) && isChat(value.chat) && Number.isInteger(value.message_id) && Number.isInteger(value.date);
  if (!whole) throw new Error(`Malformed ${kind}`);
  return value as unknown as Message;
}

/** Fields of an object, each with what it has to be. */
export function readRecord<T>(value: unknown, kind: string, checks: Record<string, (field: unknown) => boolean>): T {
  const whole = isRecord(value) && Object.entries(checks).every(([field, check]) => check(value[field]));
  if (!whole) throw new Error(`Malformed ${kind}`);
  return value as T;
}

export function isUser(value: unknown): value is User {
  return isRecord(value) && Number.isInteger(value.id) && typeof value.first_name === 'string';
}

export function isChat(value: unknown): value is Chat {
  return isRecord(value) && Number.isInteger(value.id) && typeof value.type === 'string';
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const isNumber = (value: unknown): boolean => Number.isInteger(value);
export const isText = (value: unknown): boolean => typeof value === 'string';
