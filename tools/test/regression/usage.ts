/**
 * How the generated types are used. Not compiled here but beside the generated clients, by `types.test.ts`: what stands
 * below must compile, and each line after `@ts-expect-error` must not.
 */
import { type BaseAPI, Configuration, type Int64, type Paginated } from '@acme/fetch-runtime';
import * as bodies from './bodies/index.js';
import * as extensions from './extensions/index.js';
import * as models from './models/index.js';
import * as names from './names/index.js';
import * as modern from './openapi-3.1/index.js';
import * as parameters from './parameters/index.js';
import * as repaired from './repaired/index.js';
import * as responses from './responses/index.js';
import * as security from './security/index.js';
import * as servers from './servers/index.js';
import type * as webhooks from './webhooks/index.js';

const configuration = new Configuration();

/** Compiles only where both types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <_Check extends true>(): void => {};

// --- what operations take and answer
export async function operations(): Promise<void> {
  const thing: responses.Thing = await responses.getThing(configuration);
  same<Same<typeof thing.first_name, string>>();
  // @ts-expect-error a success is of its own type, not of an error's
  thing.error_code;
  same<Same<Awaited<ReturnType<typeof responses.getNullable>>, responses.NullableThing | null>>();
  same<Same<Awaited<ReturnType<typeof responses.getNullableList>>, responses.Thing[] | null>>();
  same<Same<Awaited<ReturnType<typeof responses.getSet>>, responses.Thing[]>>();
  same<Same<Awaited<ReturnType<typeof responses.getInt64s>>, Int64[]>>();
  same<Same<Awaited<ReturnType<typeof responses.getCsv>>, string>>();
  same<Same<Awaited<ReturnType<typeof responses.getXml>>, string>>();
  same<Same<Awaited<ReturnType<typeof responses.getPdf>>, Blob>>();
  same<Same<Awaited<ReturnType<typeof responses.getNumber>>, number>>();
  same<Same<Awaited<ReturnType<typeof responses.getEmpty>>, void>>();
  same<Same<Awaited<ReturnType<typeof responses.getEmptyJson>>, responses.Thing | undefined>>();
  same<Same<Awaited<ReturnType<typeof responses.getJsonWithoutSchema>>, unknown>>();
  same<Same<Awaited<ReturnType<typeof responses.onlyDefault>>, responses.Thing>>();
  same<Same<Awaited<ReturnType<typeof responses.onlyErrors>>, void>>();
  same<Same<Awaited<ReturnType<typeof responses.severalTypes>>, responses.Thing | string | Blob>>();
  same<
    Same<
      Awaited<ReturnType<typeof responses.severalStatuses>>,
      responses.Thing | responses.Receipt | string | Blob | undefined
    >
  >();
  same<Same<Awaited<ReturnType<typeof responses.headThing>>, void>>();
  same<Same<Awaited<ReturnType<typeof responses.putThing>>, responses.Thing | undefined>>();
  same<Same<Awaited<ReturnType<typeof responses.deleteThing>>, void>>();
  same<Same<responses.HeadThingErrors[404], undefined>>();
  same<Same<responses.DeleteThingErrors[304], undefined>>();
  same<Same<responses.PayErrors[402], unknown>>();
  same<Same<responses.PayErrors[424], responses.Fault>>();
  same<Same<responses.PayErrors['default'], unknown>>();
  const refused: unknown = undefined;
  if (responses.isApiError(refused, 'pay')) {
    same<Same<typeof refused.rawBody, unknown>>();
    if (refused.status === 424) same<Same<typeof refused.body, responses.Fault | undefined>>();
    if (refused.status === 402) same<Same<typeof refused.body, unknown>>();
    if (refused.status === 500) same<Same<typeof refused.body, unknown>>();
  }
  same<Same<responses.GetThingErrors[404], responses.Problem>>();
  same<Same<responses.GetThingErrors['4XX'], responses.Fault>>();
  same<Same<responses.GetThingErrors[409], string>>();
  same<Same<responses.GetThingErrors['default'], responses.Fault>>();

  await parameters.pathSimple(configuration, { color: ['blue'] });
  // @ts-expect-error a path parameter is required
  await parameters.pathSimple(configuration, {});
  await parameters.values(configuration, { id: 9007199254740993n, kind: 'größe', none: null });
  // @ts-expect-error an enum is closed where the client writes it
  await parameters.values(configuration, { id: 1, kind: 'other' });
  // @ts-expect-error a flag is no text
  await parameters.values(configuration, { id: 1, flag: 'yes' });
  // @ts-expect-error there is no such parameter
  await parameters.values(configuration, { id: 1, unknown: 1 });
  await parameters.values(configuration, { id: 1, text: undefined });
  await parameters.names(configuration);
  await parameters.names(configuration, {});
  await parameters.names(configuration, { class: 'x', aB: 'y', constructorQuery: 'z' });
  // @ts-expect-error headers that the runtime sends itself are no parameters
  await parameters.ignored(configuration, { body: {}, authorization: 'x' });
  await parameters.keyTwice(configuration);

  await bodies.sendJson(configuration, { body: { class: 'x' } });
  // @ts-expect-error the body is required
  await bodies.sendJson(configuration);
  await bodies.sendOptionalJson(configuration);
  await bodies.sendUrlencoded(configuration, { body: new URLSearchParams() });
  await bodies.sendMultipart(configuration, { body: new FormData() });
  await bodies.upload(configuration, { body: { file: new Blob([]), files: [new File([], 'x')] } });
  await bodies.sendBytes(configuration, { body: new Uint8Array() });
  await bodies.sendSeveral(configuration, { body: { class: 'x' } });
  await bodies.sendSeveral(configuration, { contentType: 'text/plain', body: 'x' });
  // @ts-expect-error the body belongs to its media type
  await bodies.sendSeveral(configuration, { contentType: 'text/plain', body: { class: 'x' } });
  await bodies.sendSeveralOptional(configuration);
  await bodies.sendImage(configuration, { contentType: 'image/png', body: new Blob([]) });
  // @ts-expect-error a range of media types needs one to be named
  await bodies.sendImage(configuration, { body: new Blob([]) });
  await bodies.methodGet(configuration);

  await names._delete(configuration);
  const api: BaseAPI = new names.IdsApi(configuration);
  same<Same<Awaited<ReturnType<names.IdsApi['_deleteRaw']>>['raw'], Response>>();
  await (api as names.IdsApi)._2fa();
  await security.withBoth(configuration);
  const url: string | undefined = servers.servers[0]?.url;
  await modern.exchange(configuration, { id: 7, body: { tuple: ['a', 1] } });
  await modern.exchange(configuration, {
    id: 'a',
    body: { nullableAllOf: null, nullableRef: null, nullableObject: null, nothing: null },
  });
  await modern.exchange(configuration, {
    id: 'a',
    body: { textOrNumber: 1, constant: 'fixed', constants: 'b', numberConstant: 7 },
  });
  // @ts-expect-error a constant has one value
  await modern.exchange(configuration, { id: 'a', body: { constant: 'other' } });
  // @ts-expect-error a tuple has its members in order
  await modern.exchange(configuration, { id: 7, body: { tuple: [1, 'a'] } });
  same<Same<Awaited<ReturnType<typeof modern.getMaybe>>, modern.Order | null>>();
  same<Same<Awaited<ReturnType<typeof modern.getNothing>>, null>>();
  void url;
}

// --- reading and writing
export async function readAndWrite(): Promise<void> {
  // What only the server writes is not asked for, and what only the client writes does not come back; at any depth.
  const user = await models.putUser(configuration, {
    body: { password: 'p', name: 'n', manager: { password: 'q', name: 'm' } },
  });
  same<Same<typeof user.id, number>>();
  // @ts-expect-error write-only
  user.password;
  // @ts-expect-error write-only, deeper
  user.manager?.password;
  // @ts-expect-error read-only
  await models.putUser(configuration, { body: { id: 1, password: 'p', name: 'n' } });
  // @ts-expect-error required of the client
  await models.putUser(configuration, { body: { name: 'n' } });
  const [first] = await models.putUsers(configuration, { body: [{ password: 'p', name: 'n' }] });
  same<Same<typeof first, models.User | undefined>>();
  const account = await bodies.putAccount(configuration, { body: { secret: 's', owner: { name: 'n' } } });
  same<Same<typeof account.owner.id, Int64>>();
}

// --- unions
export function unions(pet: models.Pet, mapped: models.MappedPet, shape: models.Shape): unknown {
  if (pet.petType === 'Cat') pet.purrs;
  // @ts-expect-error another variant's member
  if (pet.petType === 'Dog') pet.purrs;
  if (mapped.petType === 'kitty') mapped.purrs;
  // @ts-expect-error no key of the mapping
  const wrong: models.MappedPet = { petType: 'bird' };
  switch (shape.kind) {
    case 'CIRCLE':
      return shape.radius;
    case 'SQUARE':
      return shape.side;
    default:
      return [shape satisfies never, wrong];
  }
}

// --- enums
export function enums(kind: models.Kind, zone: models.Zone): void {
  // A server may send a value that is newer than the description; the described ones are still told apart.
  if (kind === 'created') return;
  const other: string = kind;
  const later: models.Kind = 'paused';
  // @ts-expect-error an enum of texts is no number
  const number: models.Kind = 1;
  const zones: models.Zone[] = ['Etc/GMT+12', '-1', '東京', ''];
  const mixed: models.ModelModels['mixed'][] = [1, 'two', true];
  const nullable: models.ModelModels['nullableEnum'][] = ['a', null];
  void [other, later, number, zone, zones, mixed, nullable];
}

// --- members of all kinds
export const everything: models.ModelModels = {
  shared: { value: 'v' },
  objectOrArray: ['a', null],
  nested: true,
  primitives: 5,
  either: { volume: 1 },
  mapped: { petType: 'kitty', purrs: true },
  parent: { type: 'p', child: { type: 'child', name: 'n', twin: { type: 'child', name: 'm' } } },
  redefined: { value: 'fixed', extra: 'e' },
  level: 1,
  yes: true,
  nullableList: null,
  nullableDefault: null,
  nullableRef: null,
  nullableUnion: null,
  nullableDate: null,
  big: 9007199254740993n,
  matrix: [[1]],
  mapOfArrays: { k: [{ value: 'v' }] },
  open: { id: 1, anything: { at: ['all'] } },
  free: { a: 1 },
  anything: Symbol.iterator.description,
  text: 't',
  list: [{ value: 'v' }],
  alias: { value: 'v' },
  unique: [{ value: 'v' }],
  node: { children: [{ children: [] }] },
  ping: { pong: { ping: {} } },
  json: { a: [1, 'b', { c: true }] },
  names: {
    class: 'c',
    'a b': 'b',
    'x[y]': 'x',
    'x-y': 1,
    x_y: 'y',
    '': 'e',
    größe: 2,
    '01': 'o',
    '@type': 't',
    'a.b': 'd',
  },
  foo: { type: 'p' },
  fooEnum: { q: 'q' },
};
// @ts-expect-error a required member is missing
export const incomplete: models.TextValue = {};
// @ts-expect-error x-y and x_y are different members of different types
export const confused: models.Names = { class: 'c', 'a b': 'b', 'x-y': 'text' };
// @ts-expect-error the description allows no other members
export const closed: models.Closed = { only: 'a', more: 1 };

// --- members that every object inherits
export const inherited: models.Names = { class: 'c', 'a b': 'b', constructor: 'own' };
export const notInherited: models.Names = { class: 'c', 'a b': 'b' };
export const notInheritedBody: bodies.Names = {};

// --- schemas called as globals, as exports of the runtime, or as each other
export const globals: names.Globals = {
  error: { error_field: 'e' },
  map: { map_field: 'm' },
  record: { a: 1 },
  array: [['a']],
  blob: { blob_field: 'b' },
  snake: { snake: 's' },
  pascal: { pascal: 'p' },
  kebab: { kebab: 'k' },
  lower: { lower: 'l' },
  upper: { upper: 'u' },
  list: [{ error_field: 'e' }],
};
export const kebab: names.Globals = {
  error: { error_field: 'e' },
  map: { map_field: 'm' },
  // @ts-expect-error User-Profile is not UserProfile
  kebab: { pascal: 'p' },
};
export const ownInline: [models.InlineFirstResponse, models.InlineSecondResponse] = [
  { data: { n: 1 } },
  { data: { n: 2 } },
];
// @ts-expect-error the schema Error is not the global
export const error: names.Globals['error'] = new Error('x');

// --- what the extensions of ours make of an operation
export async function extended(): Promise<void> {
  const things = extensions.listByOffsetAll(configuration, { offset: 5 });
  same<Same<typeof things, Paginated<extensions.Thing, extensions.List>>>();
  same<Same<ReturnType<typeof extensions.listByPageAll>, Paginated<extensions.Thing, extensions.Thing[]>>>();
  const nothingToo = extensions.listByCursorAll(configuration, { ownerId: 'o' });
  same<Same<typeof nothingToo, Paginated<extensions.Thing, extensions.List | undefined>>>();
  for await (const thing of things) same<Same<typeof thing, extensions.Thing>>();
  for await (const page of things.pages()) same<Same<typeof page, extensions.List>>();
  // @ts-expect-error what is required for one page is required for all
  extensions.listByCursorAll(configuration);
  // @ts-expect-error an operation that is no list has no pages
  extensions.getCheckedAll(configuration);
  // an error in a success is no result
  same<Same<Awaited<ReturnType<typeof extensions.getChecked>>, extensions.Thing>>();
  same<Same<extensions.GetCheckedErrors[200], extensions.Fault>>();
  same<Same<Awaited<ReturnType<typeof extensions.getState>>, extensions.State>>();
  same<Same<extensions.GetStateErrors[200], extensions.State>>();
}

// --- what is repaired
export async function repairs(): Promise<void> {
  same<Same<repaired.GetKeyMcc, '0742' | '4.10' | '0x1F' | 'yes' | 'true'>>();
  same<Same<repaired.GetKeyLevel, 1 | 2>>();
  same<Same<repaired.Charge['007'], string | undefined>>();
  same<Same<repaired.Charge['1.50'], string | undefined>>();
  same<Same<repaired.Charge['note'], string | null | undefined>>();
  same<Same<repaired.Charge['gone'], null | undefined>>();
  same<Same<repaired.Charge['size'], string | number | undefined>>();
  same<Same<repaired.Charge['count'], number | undefined>>();
  same<Same<repaired.Charge['toggle'], unknown>>();
  same<Same<repaired.Charge['tags'], unknown[] | undefined>>();
  same<Same<repaired.GetChargeErrors['4XX'], repaired.Problem>>();
  same<Same<Awaited<ReturnType<typeof repaired.getChargesFile>>, Blob>>();
  same<Same<Awaited<ReturnType<typeof repaired.countCharges>>, void>>();
  await repaired.listCharges(configuration, { limit: 'all', kinds: ['a'] });
  // @ts-expect-error with GET no body is sent
  await repaired.listCharges(configuration, { body: {} });
  // @ts-expect-error what one of two declarations requires is required
  await repaired.getCharge(configuration, { body: { amount: 1 } });
  // @ts-expect-error a placeholder that nothing declares is required
  await repaired.getKey(configuration, { keyId: 'a' });
}

// --- a description of webhooks has types, and no operations
export function payloads(
  paid: webhooks.Paid,
  refund: webhooks.RefundDonePayload,
  closed: webhooks.AccountClosedPayload,
): void {
  same<Same<typeof paid.id, string>>();
  same<Same<typeof refund.paid, webhooks.Paid | undefined>>();
  same<Same<typeof closed.at, string>>();
}
