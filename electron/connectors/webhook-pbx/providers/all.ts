import type { CloudPbxChannelConfig } from '../../../../shared/contract/provision.ts';
import { beeline } from './beeline.ts';
import { generic } from './generic.ts';
import { mango } from './mango.ts';
import type { Provider } from './provider.ts';
import { uis } from './uis.ts';
import { zadarma } from './zadarma.ts';

export const providers: Record<CloudPbxChannelConfig['provider'], Provider> = { generic, mango, uis, zadarma, beeline };
