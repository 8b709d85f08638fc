import type { Observe, Tell } from '../call/settings.js';
import type { OperationInfo } from '../operation-info.js';
import { type CallEvent, tellEvents } from './events.js';

/** As much of a channel of `node:diagnostics_channel` as is needed here. */
interface Channel {
  readonly hasSubscribers: boolean;
  publish(event: CallEvent): void;
}

interface Platform {
  readonly process?: {
    getBuiltinModule?(id: string): { channel(name: string): Channel } | undefined;
  };
}

const types = ['request', 'attempt', 'retry', 'response', 'error'] as const;

/** Made at the first call, so that neither an import nor a `Configuration` touches the platform. */
let publish: Observe | undefined;

/**
 * Publishes the events of calls to the channels `acme:fetch-runtime:request`, `…:attempt`, `…:retry`, `…:response` and
 * `…:error` of `node:diagnostics_channel`; each message is a `CallEvent`. A `Configuration` does so by itself; a plain
 * object asks for it: `{ observe: diagnostics() }`.
 *
 * Of a call that began while nobody had subscribed to any of them, nothing is published. Where the platform has no such
 * module, as in browsers, this does nothing.
 */
export function diagnostics(): Observe {
  return published;
}

function published(operation: OperationInfo): Tell | undefined {
  publish ??= publisher();
  return publish(operation);
}

function publisher(): Observe {
  const builtin = channelModule();
  if (builtin === undefined) return () => undefined;
  const channels = types.map((type) => builtin.channel(`acme:fetch-runtime:${type}`));
  const seen = new WeakSet<object>();
  return (call) => {
    if (!channels.some(hasSubscribers)) return undefined;
    // A configuration can name this observer although it has it already.
    if (seen.has(call)) return undefined;
    seen.add(call);
    return tellEvents(call, (type) => {
      const to = channels[types.indexOf(type)]!;
      return to.hasSubscribers ? (event) => to.publish(event) : undefined;
    });
  };
}

/** Not imported: a bundle for browsers and workers must not need a module of Node. Node has this since 20.16 and 22.3. */
function channelModule(): ReturnType<NonNullable<NonNullable<Platform['process']>['getBuiltinModule']>> {
  try {
    return (globalThis as Platform).process?.getBuiltinModule?.('node:diagnostics_channel');
  } catch {
    // The edge runtime of Next.js has the function, and it throws.
    return undefined;
  }
}

function hasSubscribers(channel: Channel): boolean {
  return channel.hasSubscribers;
}
