import {
  type HttpMethod,
  httpMethods,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  type PathItem,
} from './document.js';

export interface OperationAt {
  readonly path: string;
  readonly method: HttpMethod;
  readonly pathItem: PathItem;
  readonly operation: Operation;
}

/** Every operation of the document, in the order of the document. */
export function operationsOf(document: OpenApiDocument): OperationAt[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, pathItem]) =>
    httpMethods.flatMap((method) => {
      const operation = pathItem[method];
      return operation === undefined ? [] : [{ path, method, pathItem, operation }];
    }),
  );
}

/** Where a parameter goes. Two of one place are one parameter; of headers the case does not count. */
export function placeOf({ in: place, name }: Pick<Parameter, 'in' | 'name'>): string {
  return `${place} ${place === 'header' ? name.toLowerCase() : name}`;
}
