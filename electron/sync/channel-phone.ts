import type { ActionResult, Connector, DialOrder, DialResult, ExtensionState, Session } from '../../shared/contract/connector.ts';
import type { ChannelConfig } from '../../shared/contract/provision.ts';
import type { AgentState } from '../../shared/model/index.ts';
import { extensionHere } from '../store/repos/seat.ts';
import type { Store } from '../store/store.ts';

type Options = {
  store: Store;
  connector: Connector;
  config: ChannelConfig;
  /** While it is connected. */
  session: () => Session | undefined;
};

const away = 'the PBX is not connected';
const notConnected: ActionResult = { status: 'retry', code: 'offline', detail: away };

/** What is asked of the PBX behind one channel, and whether it can be. Channels that are no PBX refuse all of it. */
export class ChannelPhone {
  readonly #o: Options;

  constructor(options: Options) {
    this.#o = options;
  }

  /** Calls can be begun by this channel. */
  get dials(): boolean {
    const { connector, config } = this.#o;
    return connector.info.capabilities.calls?.dial === true && (config.kind !== 'cloud-pbx' || config.originate !== undefined);
  }

  get holdsAgentStates(): boolean {
    return this.#o.connector.info.capabilities.calls?.agentState === true;
  }

  /** Extension of this desk's agent. */
  get extension(): ExtensionState['extension'] | undefined {
    return extensionHere(this.#o.store.read, this.#o.config);
  }

  async dial(order: DialOrder, signal: AbortSignal): Promise<DialResult> {
    const refused: DialResult = { status: 'refused', code: 'offline', cause: { text: away } };
    return (await this.#o.session()?.dial?.(order, signal)) ?? refused;
  }

  async hangUp(remoteId: string, signal: AbortSignal): Promise<ActionResult> {
    return (await this.#o.session()?.hangUp?.(remoteId, signal)) ?? notConnected;
  }

  async setAgentState(order: { extension: string; state: AgentState }, signal: AbortSignal): Promise<ActionResult> {
    return (await this.#o.session()?.setAgentState?.(order, signal)) ?? notConnected;
  }
}
