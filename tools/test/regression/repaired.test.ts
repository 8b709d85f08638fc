import { type Client, loadClient } from './clients.js';
import { answered, failed, jsonAnswer, refused, sent } from './wire.js';

const account = { serverVariables: { account: 'shop' } };

let client: Client;
beforeAll(async () => {
  client = await loadClient('repaired');
});

/** Where a call goes, below the server. */
async function targetOf(operation: string, request: object = {}): Promise<string> {
  const { method, url } = await sent(client, operation, request, account);
  return `${method} ${url.replace('https://shop.api.test/v1', '')}`;
}

test('operations that a fragment tells apart are two functions, and the fragment is never sent', async () => {
  expect(await targetOf('renameCard', { cardId: 'a' })).toBe('PUT /cards/a');
  expect(await targetOf('lockCard', { cardId: 'a', until: 'b' })).toBe('PUT /cards/a?until=b');
});

test('a query that follows a fragment is sent, with the parameters behind it', async () => {
  expect(await targetOf('cardsAllTrueActionListingXTargetPost', { limit: 2 })).toBe(
    'POST /cards?all=true&limit=2',
  );
});

test('a query of a path is sent with each call, encoded, before the parameters', async () => {
  expect(await targetOf('makePrepaidCard')).toBe('POST /cards?kind=prepaid%20card&beta');
  expect(await targetOf('makePrepaidCard', { trace: true })).toBe(
    'POST /cards?kind=prepaid%20card&beta&trace=true',
  );
});

test('a placeholder in a query is a query parameter by the name that the query has', async () => {
  expect(await targetOf('listCardsOf', { owner: 'a b' })).toBe('GET /cards?owner=a%20b');
});

test('paths that differ in the names of placeholders only are two functions', async () => {
  expect(await targetOf('getFile', { fileId: 'a' })).toBe('GET /files/a');
  expect(await targetOf('getFileByNumber', { fileNumber: 1 })).toBe('GET /files/1');
});

test('a path parameter by another spelling and one that nothing declares fill in the path', async () => {
  const mcc = '0742';
  expect(await targetOf('getKey', { keyId: 'a', part: 'b', mcc, level: 1 })).toBe(
    'GET /keys/a/b?mcc=0742&level=1',
  );
});

test('a parameter that is there twice is one header', async () => {
  const request = { idempotencyKey: 'k', body: { amount: 1 } };
  const { headers, body } = await sent(client, 'getCharge', request, account);
  expect(headers.get('idempotency-key')).toBe('k');
  expect(body).toBe('{"amount":1}');
  expect(await refused(client, 'getCharge', { body: { amount: 1 } }, account)).toMatchObject({
    code: 'required',
  });
});

test('GET and HEAD have no body, and DELETE keeps its own', async () => {
  expect(await targetOf('listCharges', { limit: 'all', kinds: ['a', 'b'] })).toBe(
    'GET /charges?limit=all&kinds=a&kinds=b',
  );
  expect((await sent(client, 'getCharge2', { body: { ids: ['a'] } }, account)).body).toBe('{"ids":["a"]}');
});

test('operations that share an operationId have one each, which their errors carry', async () => {
  const ids = Object.values(client)
    .filter((one) => typeof one?.id === 'string' && one.path !== undefined)
    .map(({ id }) => id as string);
  expect(new Set(ids.map((id) => id.toLowerCase())).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(['get charge', 'Get Charge2', 'usersGet', 'usersGet2']));
});

test('a response whose only media type is none is read as bytes', async () => {
  const value = await answered(client, 'getChargesFile', new Response('abc'), {}, account);
  expect(value).toBeInstanceOf(Blob);
});

test('a range of statuses in small letters is the error that it means', async () => {
  const request = { idempotencyKey: 'k', body: { amount: 1 } };
  const error = await failed(client, 'getCharge', jsonAnswer('{"code":"no"}', 422), request, account);
  expect(error).toMatchObject({ status: 422, body: { code: 'no' } });
});

test('a server variable without a default is asked for', async () => {
  const error = await refused(client, 'usersGet');
  expect(error).toMatchObject({ code: 'invalid_request', field: 'serverVariables.account' });
});

test('a security scheme that is not declared asks for nothing', async () => {
  expect((await sent(client, 'usersGet', {}, account)).headers.get('authorization')).toBeNull();
});
