import { child, shown } from '../../openapi/json.js';
import type { FoundOperation, LintDocument, Report } from '../document.js';

/** Each `{name}` of a path is a required path parameter of its operations, and each path parameter is in the path. */
export function pathParameters(document: LintDocument, report: Report): void {
  // A parameter of a path item is one of all its operations.
  const reported = new Set<string>();
  const once: Report = (pointer, message) => {
    const problem = `${pointer} ${message}`;
    if (!reported.has(problem)) report(pointer, message);
    reported.add(problem);
  };
  const resolved = document.operations.filter(({ parameters }) =>
    parameters.every((parameter) => parameter.resolved !== undefined),
  );
  for (const operation of resolved) checkDeclared(operation, once);
  for (const operation of resolved) checkTemplate(operation, once);
}

function checkTemplate({ path, method, parameters }: FoundOperation, report: Report): void {
  const declared = new Set(
    parameters.filter(({ resolved }) => resolved?.in === 'path').map(({ resolved }) => resolved?.name),
  );
  for (const [, name] of path.matchAll(/\{([^{}]+)\}/g)) {
    if (declared.has(name!)) continue;
    const message = `Declare ${shown(name!)} for ${method.toUpperCase()} as a parameter \`in: path\`.`;
    report(child('/paths', path), message);
  }
}

function checkDeclared({ path, parameters }: FoundOperation, report: Report): void {
  const named = new Set(Array.from(path.matchAll(/\{([^{}]+)\}/g), ([, name]) => name));
  for (const { resolved, pointer } of parameters) {
    if (resolved?.in !== 'path') continue;
    const { name } = resolved;
    if (typeof name !== 'string') continue;
    if (!named.has(name)) {
      report(pointer, `The path has no ${shown(`{${name}}`)}: correct the name or remove the parameter.`);
    } else if (resolved.required !== true) {
      report(pointer, `A path parameter is always sent: write \`required: true\` for ${shown(name)}.`);
    }
  }
}
