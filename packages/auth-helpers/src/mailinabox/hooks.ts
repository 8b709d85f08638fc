import { failed, invalid } from '../errors.js';
import { drain } from '../http/drain.js';
import { type AnsweredRequest, type AuthMiddleware, createAuthMiddleware } from '../token/auth-middleware.js';
import { isReplayable, type SentRequest, TOKEN_PLACEHOLDER } from '../token/token-carrier.js';
import { basicCarrier } from './basic.js';
import { callRefusal, PROVIDER } from './codes.js';
import type { Leave } from './key-gate.js';
import type { Session } from './session.js';

export interface MailinaboxHooks extends AuthMiddleware {
  onError(context: { readonly init: RequestInit }): Promise<undefined>;
}

export interface MailinaboxHooksOptions {
  readonly session: Session;
  readonly email: string;
  readonly basePath: string;
  readonly allowInsecureLoopback: boolean | undefined;
}

interface Request {
  url: string;
  init: RequestInit;
}

/** The way out of the gate, in the init of a call that went through it; object spread keeps it. */
const LEAVE: unique symbol = Symbol('leave');

function leaveOf(init: RequestInit): Leave | undefined {
  return (init as { [LEAVE]?: Leave })[LEAVE];
}

/**
 * The api_key for the placeholder, three calls with it at a time, and one more try with a new key after an answer
 * which proves that it is dead. That the account is no administrator is thrown as an `AuthError`, and so is that the
 * session is over and no other is to be had yet.
 */
export function mailinaboxHooks(options: MailinaboxHooksOptions): MailinaboxHooks {
  const { session, email, basePath, allowInsecureLoopback } = options;
  const carrier = basicCarrier(email);
  const auth = createAuthMiddleware({
    ...{ tokens: session, carrier, provider: PROVIDER, basePath, allowInsecureLoopback },
    statuses: [401, 403],
    isExpired: async (answer) => (await callRefusal(answer)) === 'token_expired',
  });

  /** Waits for its turn; where the key dies meanwhile, with the next one. */
  async function admitted(request: Request): Promise<Request> {
    const { signal } = request.init;
    for (let { url, init } = request; ; ) {
      const leave = await session.gate.enter(carrier.read({ url, init }) ?? '', signal);
      if (leave !== undefined) return { url, init: { ...init, ...{ [LEAVE]: leave } } };
      const { token } = await session.getToken({ signal });
      ({ url, init } = carrier.write({ url, init }, token));
    }
  }

  /** A call keeps its place until its answer is understood, so that nobody takes it with a key that is dead. */
  async function isDead(sent: SentRequest, response: Response): Promise<boolean> {
    // What cannot be read is for the client.
    const refusal = await callRefusal(response).catch(() => undefined);
    const key = carrier.read(sent);
    if (refusal === 'token_expired' && key !== undefined) session.gate.close(key);
    leaveOf(sent.init)?.();
    if (refusal !== 'forbidden') return refusal === 'token_expired';
    void drain(response);
    const { status } = response;
    throw failed(PROVIDER, 'forbidden', 'the account is no administrator of the box', { status });
  }

  async function sendAgain(context: AnsweredRequest, request: Request): Promise<Response> {
    const { url, init } = await admitted(request);
    try {
      const second = await context.fetch(url, init);
      await isDead({ url, init }, second);
      return second;
    } finally {
      leaveOf(init)?.();
    }
  }

  return {
    async pre(request) {
      const isOfSession = [`${basePath}/login`, `${basePath}/logout`].includes(request.url);
      if (isOfSession && carrier.read(request) === TOKEN_PLACEHOLDER) {
        // Logged in with a key, the daemon would count a failed login; logged out, all calls would lose theirs.
        throw invalid(
          PROVIDER,
          'it logs in by itself; to log out, call logout() of what mailinaboxAuth returned',
        );
      }
      const sent = await auth.pre(request);
      return sent === undefined ? undefined : admitted(sent);
    },
    async post(context) {
      const { init, response } = context;
      if (leaveOf(init) === undefined || !(await isDead(context, response))) return undefined;
      const fetch: AnsweredRequest['fetch'] = (url, again) => sendAgain(context, { url, init: again });
      const second = await auth.post({ ...context, fetch });
      if (second !== undefined || !isReplayable(init)) return second;
      // The same as for those who wait at the gate: the key is dead, and there is no other yet.
      void drain(response);
      throw session.over();
    },
    async onError({ init }) {
      leaveOf(init)?.();
      return undefined;
    },
  };
}
