import type { ApiModel } from '../model/model.js';
import type { OperationModel } from '../model/operation.js';
import type { Schema } from '../openapi/document.js';
import { refName } from '../openapi/refs.js';
import { within } from '../openapi/slots.js';

/** Where a model is named: not where another model that holds it is. */
export interface Uses {
  readonly operations: ReadonlySet<OperationModel>;
  /** Other models, by name. */
  readonly models: ReadonlySet<string>;
}

/** Which operations and models name each model, found in one pass over the description. */
export function modelUses({
  operations,
  schemas,
}: Pick<ApiModel, 'operations' | 'schemas'>): ReadonlyMap<string, Uses> {
  const uses = new Map(
    Object.keys(schemas).map((name) => [
      name,
      { operations: new Set<OperationModel>(), models: new Set<string>() },
    ]),
  );
  for (const operation of operations) {
    for (const name of namedIn(schemasOf(operation))) uses.get(name)?.operations.add(operation);
  }
  for (const [model, schema] of Object.entries(schemas)) {
    for (const name of namedIn([schema])) if (name !== model) uses.get(name)?.models.add(model);
  }
  return uses;
}

function schemasOf({ parameters, body, responses }: OperationModel): Schema[] {
  const found = [
    ...parameters.map(({ schema }) => schema),
    ...(body?.contents ?? []).map(({ schema }) => schema),
    ...responses.statuses.flatMap(({ contents, errorWhen }) => [
      ...contents.map(({ schema }) => schema),
      errorWhen?.schema,
    ]),
  ];
  return found.filter((schema) => schema !== undefined);
}

function namedIn(schemas: readonly Schema[]): Set<string> {
  const names = schemas.flatMap((schema) => within(schema)).map(({ $ref }) => refName($ref));
  return new Set(names.filter((name) => name !== undefined));
}
