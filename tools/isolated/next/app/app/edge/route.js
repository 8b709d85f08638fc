import { customer, pay } from '../../clients.mjs';

export const runtime = 'edge';
export const dynamic = 'force-dynamic';

export async function GET(request) {
  return new Response(`${await pay(new URL(request.url).searchParams.get('order'))} ${await customer()}`);
}
