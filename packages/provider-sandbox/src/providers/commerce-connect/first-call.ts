import { curlCommand, type FirstCall } from '../../core/first-call.js';
import document from '../../generated/commerce-connect.json' with { type: 'json' };
import type { MerchantOptions } from './merchant.js';
import { COMMERCE_CONNECT_TEST_MERCHANT } from './options.js';

/** The payment of the description's examples, which are encrypted and signed for the test merchant. */
export function commerceConnectFirstCall(merchant: MerchantOptions, basePath: string): FirstCall | undefined {
  const { merchantId, key, iv } = COMMERCE_CONNECT_TEST_MERCHANT;
  if (merchant.merchantId !== merchantId || merchant.key !== key || merchant.iv !== iv) return undefined;
  const { '/getToken': getToken, '/getHMAC': getHmac } = document.paths;
  const payment = getToken.post.requestBody.content['application/json'].example;
  const { hmac } = getHmac.post.responses['200'].content['application/json'].example;
  const command = curlCommand(
    `${basePath}/getToken`,
    { 'Content-Type': 'application/json', merchantId, keyValue: key, ivValue: iv, HMAC: hmac },
    JSON.stringify(payment),
  );
  return { credentials: { merchantId, key, iv }, command };
}
