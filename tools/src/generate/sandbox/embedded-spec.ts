import { jsonText } from '../../print/json.js';
import { SpecError } from '../../shared/spec-error.js';
import { httpMethods, type OpenApiDocument } from '../openapi/document.js';
import { type Fields, mapValues, only } from '../openapi/fields.js';
import { jsonSchema } from '../openapi/json-schema.js';

/**
 * What `@acme/provider-sandbox` carries of a description: the same operations and references, without prose and
 * extensions, with JSON Schema in place of the schemas of OpenAPI 3.0; `SpecDocument` there. As JSON, with a line for
 * each path and each component, so that a diff shows what has changed.
 *
 * @throws SpecError for a schema that JSON Schema is not made of here.
 */
export function embeddedSpec(document: OpenApiDocument): string {
  const { paths = {}, components = {} } = document as unknown as Description;
  return serialised({
    paths: mapValues(paths, pathItem),
    components: {
      parameters: mapValues(components.parameters ?? {}, parameter),
      requestBodies: mapValues(components.requestBodies ?? {}, withContent),
      responses: mapValues(components.responses ?? {}, withContent),
      schemas: mapValues(components.schemas ?? {}, jsonSchema),
    },
  });
}

interface Embedded {
  readonly paths: Readonly<Record<string, Fields>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, Fields>>>>;
}

function serialised({ paths, components }: Embedded): string {
  const sections = Object.entries(components).map(([kind, members]) => `"${kind}":${lines(members)}`);
  return `{"paths":${lines(paths)},
"components":{${sections.join(',\n')}}}
`;
}

function lines(fields: Readonly<Record<string, unknown>>): string {
  const members = Object.entries(fields).map(([key, value]) => `\n${jsonText(key)}:${jsonText(value)}`);
  return `{${members.join(',')}}`;
}

interface Description {
  readonly paths?: Record<string, Fields>;
  readonly components?: Readonly<Record<string, Record<string, Fields>>>;
}

function pathItem(item: Fields): Fields {
  if (item.$ref !== undefined) throw unsaid('a `$ref` of a path');
  const shared = (item.parameters ?? []) as Fields[];
  return mapValues(only(item, ...httpMethods), (value) => {
    const operation = value as Fields;
    const parameters = [...shared, ...((operation.parameters ?? []) as Fields[])].map(parameter);
    return {
      operationId: operation.operationId,
      ...(parameters.length > 0 && { parameters }),
      ...(operation.requestBody !== undefined && {
        requestBody: withContent(operation.requestBody as Fields),
      }),
      responses: mapValues((operation.responses ?? {}) as Record<string, Fields>, withContent),
    };
  });
}

function parameter(from: Fields): Fields {
  if (from.$ref !== undefined) return only(from, '$ref');
  if (from.schema === undefined) throw unsaid('a parameter without `schema`');
  return {
    ...only(from, 'name', 'in', 'required', 'explode'),
    schema: jsonSchema(from.schema as Fields),
  };
}

/** A request body or an answer. */
function withContent(from: Fields): Fields {
  if (from.$ref !== undefined) return only(from, '$ref');
  const content = from.content as Record<string, Fields> | undefined;
  return {
    ...only(from, 'required'),
    ...(content !== undefined && { content: mapValues(content, mediaType) }),
  };
}

function mediaType(from: Fields): Fields {
  const examples = from.examples as Record<string, Fields> | undefined;
  return {
    ...(from.schema !== undefined && { schema: jsonSchema(from.schema as Fields) }),
    ...only(from, 'example'),
    ...(examples !== undefined && { examples: mapValues(examples, (example) => only(example, 'value')) }),
  };
}

/** Left out, it would let the sandbox accept, or not know, what the vendor does. */
function unsaid(what: string): SpecError {
  return new SpecError(
    'spec_keyword',
    `What the sandbox carries cannot say ${what}: write it in place, with a \`schema\`.`,
  );
}
