import type { ApiView, ClientView } from '../view.js';

/**
 * The document for openapi-generator: for each operation its name and its tag, with what our templates print as the
 * extension `x-operation`. It has no schemas: those are printed already.
 */
export function carrierOf({ apis }: ClientView): unknown {
  const items = apis.flatMap((api) =>
    api.operations.map(({ name, method, data }) => ({
      [method]: {
        operationId: name,
        tags: [tagOf(api)],
        responses: { 200: { description: 'x-operation' } },
        'x-operation': data,
        'x-uses': {
          models: api.uses.has('models'),
          security: api.uses.has('security'),
          servers: api.uses.has('servers'),
        },
      },
    })),
  );
  return {
    openapi: '3.0.3',
    info: { title: 'client', version: '1' },
    tags: apis.map((api) => ({ name: tagOf(api) })),
    paths: Object.fromEntries(items.map((item, index) => [`/${index}`, item])),
  };
}

/** The generator puts `Api` behind a tag to name its class. */
function tagOf({ name }: ApiView): string {
  return name.replace(/Api$/, '');
}
