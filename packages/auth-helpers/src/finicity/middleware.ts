import { type AuthError, failed } from '../errors.js';
import { drain } from '../http/drain.js';
import { requireOrigin, secureOrigin } from '../http/origin.js';
import {
  type AuthMiddleware,
  type AuthMiddlewareOptions,
  createAuthMiddleware,
} from '../token/auth-middleware.js';
import { sentToken } from '../token/lasting-header.js';
import { headerCarrier, TOKEN_PLACEHOLDER } from '../token/token-carrier.js';
import type { TokenProvider } from '../token/token-provider.js';
import { PROVIDER } from './codes.js';
import { meaningIn } from './response.js';

export interface FinicityMiddlewareOptions
  extends Pick<AuthMiddlewareOptions, 'basePath' | 'allowInsecureLoopback'> {
  readonly tokens: TokenProvider;
  readonly appKey: () => Promise<string>;
}

const APP_KEY = 'finicity-app-key';

/**
 * App-Key and App-Token in the place of their placeholders, one more try after an expired token, and an `AuthError`
 * for a locked account, of which any call may be told.
 */
export function finicityMiddleware(options: FinicityMiddlewareOptions): AuthMiddleware {
  const { tokens, basePath, allowInsecureLoopback, appKey } = options;
  const about = { provider: PROVIDER, allowInsecureLoopback };
  const origins = [secureOrigin('basePath', basePath, about)];
  const keyCarrier = headerCarrier(APP_KEY);
  const session = createAuthMiddleware({
    ...about,
    tokens,
    basePath,
    carrier: headerCarrier('finicity-app-token'),
    isExpired: async (answer) => (await meaningIn(answer)) === 'token_expired',
  });

  return {
    async pre(request) {
      const withToken = await session.pre(request);
      // Those that a carrier has written are a copy, with names in lower case.
      const headers = withToken?.init.headers as Record<string, string> | undefined;
      if (headers?.[APP_KEY] === TOKEN_PLACEHOLDER) headers[APP_KEY] = await appKey();
      if (withToken !== undefined || keyCarrier.read(request) !== TOKEN_PLACEHOLDER) return withToken;
      const { url, init } = request;
      requireOrigin(url, origins, PROVIDER);
      return keyCarrier.write({ url, init: { ...init, redirect: 'manual' } }, await appKey());
    },
    async post(context) {
      if (context.response.status < 400) return undefined;
      const second = await session.post(context);
      const answer = second ?? context.response;
      if (await isLocked(answer)) {
        await tokens.refused('account_locked', sentToken(context.init));
        throw locked(answer);
      }
      return second;
    },
  };
}

async function isLocked(response: Response): Promise<boolean> {
  return response.status >= 400 && (await meaningIn(response)) === 'account_locked';
}

function locked(response: Response): AuthError {
  void drain(response);
  const what = 'the account is locked; only the support of the vendor can open it, then call reset()';
  return failed(PROVIDER, 'account_locked', what, { status: response.status, vendorCode: '24302' });
}
