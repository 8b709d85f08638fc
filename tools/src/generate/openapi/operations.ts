import {
  type HttpMethod,
  httpMethods,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  type PathItem,
} from './document.js';
import { sentPath } from './path-key.js';

export interface OperationAt {
  /** Its key in `paths`. */
  readonly key: string;
  /** What a call asks for. */
  readonly path: string;
  readonly method: HttpMethod;
  readonly pathItem: PathItem;
  readonly operation: Operation;
}

/** Every operation of the document, in the order of the document. */
export function operationsOf(document: OpenApiDocument): OperationAt[] {
  return Object.entries(document.paths ?? {}).flatMap(([key, pathItem]) =>
    httpMethods.flatMap((method) => {
      const operation = pathItem[method];
      return operation === undefined ? [] : [{ key, path: sentPath(key), method, pathItem, operation }];
    }),
  );
}

/** Where a parameter goes. Two of one place are one parameter; of headers the case does not count. */
export function placeOf({ in: place, name }: Pick<Parameter, 'in' | 'name'>): string {
  return `${place} ${place === 'header' ? name.toLowerCase() : name}`;
}
