import { namesIn } from '../lint/rules/paths.js';
import { isObject, type JsonValue, keysOf, shown, valueAt } from '../openapi/json.js';
import { eachFinding, type Repair } from './repair.js';

/** What stands for a field that is not there, by the kind of its object. */
const defaults: Readonly<Record<string, JsonValue>> = {
  'Root info': { title: 'API', version: '' },
  'Info title': 'API',
  'Info version': '',
  'License name': '',
  'Response description': '',
  'Operation responses': { default: { description: '' } },
  'RequestBody content': {},
  'Server url': '',
  'ImplicitFlow scopes': {},
  'PasswordFlow scopes': {},
  'AuthorizationCodeFlow scopes': {},
  'SecurityScheme flows': {},
};

/** Objects that say nothing without the field, and that no call needs. */
const needless = ['ExternalDocs url', 'Tag name', 'Discriminator propertyName', 'ServerVariable default'];

/** Fields about a login: the client is given its token, and needs none of them. */
const login =
  /^(ImplicitFlow|PasswordFlow|AuthorizationCodeFlow|SecurityScheme) (authorizationUrl|tokenUrl|openIdConnectUrl)$/;

/** A field that no client needs gets a value that says nothing; an object that says nothing without it is left out. */
export const missingField: Repair = eachFinding(
  'missing-field',
  ({ pointer, kind, field }, document, changes) => {
    const what = `${kind} ${field}`;
    const owner = valueAt(document.root, pointer);
    if (!isObject(owner) || field === undefined) return;
    if (Object.hasOwn(defaults, what)) {
      owner[field] = structuredClone(defaults[what]!);
      changes.did(pointer, `There is no ${shown(field)}: it is taken as empty.`);
    } else if (login.test(what)) {
      owner[field] = '';
      changes.did(pointer, `There is no ${shown(field)}: the client is given its token anyway.`);
    } else if (needless.includes(what)) {
      changes.remove(pointer);
      changes.did(pointer, `There is no ${shown(field)}: what lacks it is left out.`);
    } else if (kind === 'SecurityScheme') {
      changes.remove(pointer);
      changes.did(pointer, `There is no ${shown(field)}: the scheme is left out.`);
    } else if (what === 'Parameter in' && isPlaceholder(pointer, owner.name)) {
      Object.assign(owner, { in: 'path', required: true });
      changes.did(pointer, 'There is no `in`: the parameter is the one of that name in the path.');
    }
  },
);

/** Whether a path that a parameter belongs to has its name. */
function isPlaceholder(pointer: string, name: JsonValue | undefined): boolean {
  const [paths, path] = keysOf(pointer);
  return paths === 'paths' && typeof name === 'string' && namesIn(path!).has(name);
}
