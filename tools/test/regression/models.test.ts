// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts of a description, which must stay texts
import { type Client, loadClient } from './clients.js';
import { answered, jsonAnswer, sent } from './wire.js';

let client: Client;
beforeAll(async () => {
  client = await loadClient('models');
});

/** Values that the stock generator bends or loses on the way out, on the way in, or both. */
test.each([
  ['a oneOf of a date and a text', '{"shared":{"value":"2024-03-10T00:00:00Z"}}'],
  ['a text that is no date', '{"shared":{"value":"yesterday"}}'],
  ['a oneOf of object and array', '{"objectOrArray":["a",null]}'],
  ['a oneOf in a oneOf', '{"nested":false}'],
  ['an anyOf of primitives', '{"primitives":5}'],
  ['an anyOf of objects, with members of one only', '{"either":{"volume":1}}'],
  ['a variant that the discriminator does not know', '{"mapped":{"petType":"fish","pet_name":"x"}}'],
  ['a variant by discriminator without mapping', '{"unmapped":{"petType":"Cat","purrs":true}}'],
  [
    'a variant whose discriminator is another key of the mapping',
    '{"mapped":{"petType":"kitty","purrs":true}}',
  ],
  ['an object without any member of its union', '{"shape":{}}'],
  [
    'a parent that holds its child',
    '{"parent":{"type":"p","child":{"type":"child","name":"n","twin":{"type":"child","name":"m"}}}}',
  ],
  ['an enum value that is not described', '{"zone":"Etc/UTC","level":9}'],
  ['an enum value that is empty or not Latin', '{"zone":"","inlineEnums":["東京"]}'],
  ['a mixed enum', '{"mixed":true}'],
  [
    'null for enum, list, reference, union and date',
    '{"nullableEnum":null,"nullableList":null,"nullableRef":null,"nullableUnion":null,"nullableDate":null}',
  ],
  ['arrays in arrays, maps of arrays', '{"matrix":[[1,2],[]],"mapOfArrays":{"a_b":[{"value":"v"}]}}'],
  ['members beside additionalProperties, with snake case', '{"open":{"id":1,"a_b":"x","c_d":{"e_f":1}}}'],
  ['members that the description forbids', '{"closed":{"only":"a","more":1}}'],
  ['free-form values', '{"free":{"a_b":[null]},"anything":[1,"a",{"b":null}]}'],
  [
    'named primitives, lists and aliases',
    '{"text":"t","list":[{"value":"v"}],"alias":{"value":"v"},"unique":[{"value":"v"},{"value":"v"}]}',
  ],
  [
    'recursion',
    '{"node":{"children":[{"children":[]}],"next":{"children":[]}},"ping":{"pong":{"ping":{}}},"json":{"a":[1,"b",{"c":true}]}}',
  ],
  [
    'names of all kinds',
    '{"names":{"1":"a","class":"b","constructor":"c","a b":"d","x[y]":"e","x-y":1,"x_y":"f","":"g","größe":2,"q\'u\\"o`${1}\\\\":"h","01":"i","@type":"j","a.b":"k"}}',
  ],
  ['nothing where there is a default', '{}'],
])('%s is sent and received unchanged', async (_what, text) => {
  expect((await sent(client, 'exchange', { body: JSON.parse(text) })).body).toBe(text);
  expect(JSON.stringify(await answered(client, 'exchange', jsonAnswer(text), { body: {} }))).toBe(text);
});

test('members only the server writes, or only the client, are left to the types: what is given is sent', async () => {
  expect((await sent(client, 'putUser', { body: { id: 1, password: 'p', name: 'n' } })).body).toBe(
    '{"id":1,"password":"p","name":"n"}',
  );
});
