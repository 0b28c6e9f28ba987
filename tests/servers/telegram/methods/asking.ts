import type { ApiMethods, BusinessConnection, Update, UserProfilePhotos } from 'grammy/types';
import { badRequest, conflict } from '../failure.ts';
import type { Params } from '../params.ts';
import type { Desk } from './index.ts';

/** Limits as the documentation of each method gives them. */
const limits = { longPoll: 50, updates: 100, portraits: 100 };

export async function getUpdates(desk: Desk, params: Params, gone: AbortSignal): Promise<Update[]> {
  if (desk.webhookUrl !== '') {
    throw conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
  }
  const allowed = params.json('allowed_updates');
  if (Array.isArray(allowed)) desk.updates.allow(allowed.map(String));
  const limit = Math.min(Math.max(params.integer('limit') ?? limits.updates, 1), limits.updates);
  const timeout = Math.min(Math.max(params.integer('timeout') ?? 0, 0), limits.longPoll);
  return desk.updates.poll({ offset: params.integer('offset') ?? 0, limit, timeout }, gone);
}

/** Whom the bot has never met it cannot look up. */
export function getUserProfilePhotos(desk: Desk, params: Params): UserProfilePhotos {
  const user = params.integer('user_id') ?? 0;
  if (!desk.room(user)) throw badRequest('user not found');
  const all = desk.portraits.get(user) ?? [];
  const offset = params.integer('offset') ?? 0;
  const limit = Math.min(Math.max(params.integer('limit') ?? limits.portraits, 1), limits.portraits);
  return { total_count: all.length, photos: all.slice(offset, offset + limit) };
}

export function getBusinessConnection(desk: Desk, params: Params): BusinessConnection {
  const account = desk.business(params.text('business_connection_id') ?? '');
  if (!account) throw badRequest('business connection not found');
  return account.connection;
}

export function setWebhook(desk: Desk, params: Params): true {
  const url = params.text('url') ?? '';
  if (url !== '' && !url.startsWith('https://')) throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
  desk.webhookUrl = url;
  if (url !== '') desk.updates.terminate('terminated by setWebhook request');
  return true;
}

export function deleteWebhook(desk: Desk, params: Params): true {
  desk.webhookUrl = '';
  if (params.flag('drop_pending_updates')) desk.updates.forgetAll();
  return true;
}

export function getWebhookInfo(desk: Desk): ReturnType<ApiMethods['getWebhookInfo']> {
  return { url: desk.webhookUrl, has_custom_certificate: false, pending_update_count: desk.updates.pending.length };
}
