import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** An operation as `specs/<provider>.yaml` has it, as far as tests that hold for any operation need it. */
export interface DescribedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** Without those that have to be given by nobody. */
  readonly required: readonly { readonly name: string; readonly in: string }[];
  /** The media type of its body, where it must have one. */
  readonly mediaType: string | undefined;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
}
interface Body {
  readonly required?: boolean;
  readonly content: Readonly<Record<string, unknown>>;
}
interface Operation {
  readonly operationId?: string;
  readonly parameters?: readonly object[];
  readonly requestBody?: object;
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];

/** The operations of a description, in its order: tests must not break because one is added. */
export function describedOperations(provider: string): DescribedOperation[] {
  const file = join(__dirname, '../../specs', `${provider}.yaml`);
  const document = parse(readFileSync(file, 'utf8')) as {
    paths: Record<string, Record<string, Operation> & { parameters?: readonly object[] }>;
  };
  const resolved = <Found>(value: object): Found =>
    '$ref' in value
      ? (String(value.$ref)
          .slice(2)
          .split('/')
          .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], document) as Found)
      : (value as Found);
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method): DescribedOperation[] => {
      const operation = item[method];
      if (operation?.operationId === undefined) return [];
      const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(
        resolved<Parameter>,
      );
      const body = operation.requestBody === undefined ? undefined : resolved<Body>(operation.requestBody);
      return [
        {
          id: operation.operationId,
          method: method.toUpperCase(),
          path,
          required: parameters.filter((one) => one.required === true),
          mediaType: body?.required === true ? Object.keys(body.content)[0] : undefined,
        },
      ];
    }),
  );
}
