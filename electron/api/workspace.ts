import { z } from 'zod';
import { DomainError } from '../../shared/contract/errors.ts';
import { channelConfig, cloudPbxProvider } from '../../shared/contract/provision.ts';
import { noticeSounds } from '../../shared/model/index.ts';
import { quarantinedCount } from '../store/repos/intake.repo.ts';
import { ensureMe, getSetting, setSetting } from '../store/repos/settings.repo.ts';
import { cannedText } from './canned.ts';
import type { CommandContext } from './context.ts';
import { type Handlers, handler } from './handler.ts';
import { id, moment, nothing } from './shapes.ts';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const noticeRules = z.object({
  mine: z.boolean(),
  unassignedMinutes: z.int().min(0).max(10_080),
  reminders: z.boolean(),
  failures: z.boolean(),
  mentions: z.boolean(),
  mutedChannels: z.array(id).max(200),
  toasts: z.boolean(),
  sound: z.enum(noticeSounds),
  quiet: z.object({ from: clock, to: clock }).exactOptional(),
  quietDays: z.array(z.number().int().min(0).max(6)).max(7).exactOptional(),
  pausedUntil: moment.exactOptional(),
});

/** An event of a call has some hundred characters. */
const longestEvent = 256 * 1024;

type Methods =
  | 'connection.list'
  | 'team.get'
  | 'channel.test'
  | 'channel.readEvent'
  | 'channel.signIn'
  | 'channel.signInCancel'
  | 'channel.save'
  | 'channel.remove'
  | 'channel.retry'
  | 'workspace.update'
  | 'mail.allowRemote'
  | 'quarantine.retry';

export function workspaceHandlers({ store, channels, cache, team, now }: CommandContext): Handlers<Methods> {
  const running = (channelId: string) => {
    const supervisor = channels.get(channelId);
    if (!supervisor) throw new DomainError('not-found', 'no such channel');
    return supervisor;
  };

  return {
    'connection.list': handler(nothing, () => channels.connections()),
    'team.get': handler(nothing, () => team?.standing() ?? null),
    'channel.test': handler(z.object({ channel: channelConfig }), ({ channel }) => channels.test(channel)),
    'channel.readEvent': handler(
      z.object({ provider: cloudPbxProvider, text: z.string().max(longestEvent) }),
      ({ provider, text }) => channels.readEvent(provider, text),
    ),
    'channel.signIn': handler(z.object({ channel: channelConfig }), ({ channel }) => channels.signIn(channel)),
    'channel.signInCancel': handler(z.object({ channelId: id }), ({ channelId }) => {
      channels.endSignIn(channelId);
      return { channelId };
    }),
    'channel.save': handler(z.object({ channel: channelConfig }), async ({ channel }) => {
      await channels.save(channel);
      await team?.channelSaved(channel.id);
      return { channelId: channel.id };
    }),
    'channel.remove': handler(z.object({ channelId: id }), async ({ channelId }) => {
      await team?.channelRemoved(channelId);
      await channels.remove(channelId, now());
      return { channelId };
    }),
    'channel.retry': handler(z.object({ channelId: id }), ({ channelId }) => {
      running(channelId).retry();
      return { channelId };
    }),
    'workspace.update': handler(
      z.object({
        name: z.string().trim().max(120).exactOptional(),
        country: z
          .string()
          .regex(/^[A-Z]{2}$/)
          .exactOptional(),
        language: z.enum(['en', 'ru']).exactOptional(),
        agentName: z.string().trim().max(120).exactOptional(),
        agentEmail: z.string().trim().max(320).exactOptional(),
        keyFileNoticeSeen: z.literal(true).exactOptional(),
        waitingLimitMinutes: z.int().min(0).max(10_080).exactOptional(),
        noticeRules: noticeRules.exactOptional(),
        resultCodes: z.array(z.string().trim().min(1).max(80)).max(50).exactOptional(),
        undoSeconds: z.int().min(0).max(30).exactOptional(),
        signature: cannedText.nullable().exactOptional(),
        cacheBytes: z.int().min(0).max(Number.MAX_SAFE_INTEGER).nullable().exactOptional(),
        cacheDays: z.int().min(1).max(36_500).nullable().exactOptional(),
      }),
      (input) => {
        store.write((tx) => {
          if (input.name !== undefined) setSetting(tx, 'workspaceName', input.name);
          if (input.country !== undefined) setSetting(tx, 'country', input.country);
          if (input.language !== undefined) setSetting(tx, 'language', input.language);
          if (input.waitingLimitMinutes !== undefined) setSetting(tx, 'waitingLimitMinutes', input.waitingLimitMinutes);
          if (input.noticeRules !== undefined) setSetting(tx, 'noticeRules', input.noticeRules);
          if (input.resultCodes !== undefined) setSetting(tx, 'resultCodes', input.resultCodes);
          if (input.keyFileNoticeSeen) setSetting(tx, 'keyFileNoticeSeen', true);
          if (input.undoSeconds !== undefined) setSetting(tx, 'undoSeconds', input.undoSeconds);
          if (input.cacheBytes !== undefined) setSetting(tx, 'cacheBytes', input.cacheBytes);
          if (input.cacheDays !== undefined) setSetting(tx, 'cacheDays', input.cacheDays);
          if (input.signature !== undefined) setSetting(tx, 'signature', input.signature);
          if (input.agentName !== undefined || input.agentEmail !== undefined) {
            ensureMe(tx, {
              ...(input.agentName === undefined ? {} : { name: input.agentName }),
              ...(input.agentEmail === undefined ? {} : { email: input.agentEmail }),
            });
          }
        });
        if (input.cacheBytes !== undefined || input.cacheDays !== undefined) void cache.look();
        return {};
      },
    ),
    'mail.allowRemote': handler(z.object({ sender: z.string().min(1).max(320), allow: z.boolean() }), ({ sender, allow }) => {
      const address = sender.trim().toLowerCase();
      store.write((tx) => {
        const others = getSetting(tx, 'remoteContentSenders').filter((one) => one !== address);
        setSetting(tx, 'remoteContentSenders', allow ? [...others, address].sort() : others);
      });
      return {};
    }),
    'quarantine.retry': handler(z.object({ channelId: id.exactOptional() }), async ({ channelId }) => {
      const supervisors = channelId === undefined ? channels.all() : [running(channelId)];
      let before = 0;
      let left = 0;
      for (const supervisor of supervisors) {
        before += quarantinedCount(store.read, supervisor.channelKey);
        await supervisor.retryQuarantined();
        left += quarantinedCount(store.read, supervisor.channelKey);
      }
      return { applied: before - left, left };
    }),
  };
}
