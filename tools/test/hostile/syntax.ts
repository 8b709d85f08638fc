import ts from 'typescript';
import { hasUnseen } from '../../src/shared/text.js';

/** What a generated file is, for the compiler: its statements without names and texts. */
export interface Syntax {
  /** One line a statement, members in the order of the alphabet: a rename may have moved them. */
  readonly statements: readonly string[];
  /** What no generated file may hold, whatever it was made of. */
  readonly problems: readonly string[];
}

const known = new Map<string, Syntax>();

/** Parses a file; its text is parsed once, however often it comes. */
export function syntaxOf(path: string, text: string): Syntax {
  const key = `${path}\n${text}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size > 5000) known.clear();
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  const { parseDiagnostics } = file as unknown as { parseDiagnostics: readonly ts.Diagnostic[] };
  const problems = [
    ...parseDiagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')),
    ...(text.split('\n').some(hasUnseen) ? ['an unseen character'] : []),
    ...(/[#@]\s*source(Mapping)?URL/i.test(text) ? ['the mark of a source map'] : []),
    ...file.statements.flatMap((statement) => problemsIn(statement)),
  ];
  const syntax = {
    statements: file.statements.map(skeleton),
    problems: problems.map((one) => `${path}: ${one}`),
  };
  known.set(key, syntax);
  return syntax;
}

/** The kinds of the nodes. Names and texts stand for each other where either may stand for a name. */
function skeleton(node: ts.Node): string {
  if (ts.isIdentifier(node)) return 'name';
  if (ts.isStringLiteral(node)) {
    const isName = (node.parent as { name?: ts.Node }).name === node;
    return isName ? 'name' : 'text';
  }
  if (ts.isNumericLiteral(node)) return 'number';
  if (ts.isPrefixUnaryExpression(node)) return skeleton(node.operand);
  const children: string[] = [];
  node.forEachChild((child) => {
    // `Object['constructor']`, for what every object inherits: it comes and goes with the name.
    if (ts.isUnionTypeNode(node) && ts.isIndexedAccessTypeNode(child)) return;
    children.push(skeleton(child));
  });
  if (ts.isUnionTypeNode(node) && children.length === 1) return children[0]!;
  const isBag =
    ts.isInterfaceDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isTypeLiteralNode(node) ||
    ts.isObjectLiteralExpression(node) ||
    ts.isUnionTypeNode(node);
  if (isBag) children.sort();
  return `${ts.SyntaxKind[node.kind]}(${children.join(' ')})`;
}

const imported = /^(@acme\/fetch-runtime|\.{1,2}\/(\w+\/)?[\p{L}\p{N}_$]+\.js)$/u;

/** What a node and all in it has that could run, or read, or hide. */
function problemsIn(node: ts.Node, isBody = false): string[] {
  const here: string[] = [];
  const kind = ts.SyntaxKind[node.kind];
  if (!allowed.has(node.kind)) here.push(`${kind}: ${node.getText().slice(0, 80)}`);
  if (ts.isIdentifier(node) && !/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(node.text))
    here.push(`no identifier: ${node.text}`);
  if (
    ts.isCallExpression(node) &&
    !(isBody && /^(runtime\.(call|send|paginate)|this\.api)$/.test(node.expression.getText()))
  )
    here.push(`a call: ${node.getText().slice(0, 80)}`);
  if (
    ts.isPropertyAccessExpression(node) &&
    !/^(runtime|security|apis|this)\.[\p{ID_Continue}$]+$/u.test(node.getText())
  )
    here.push(`access: ${node.getText().slice(0, 80)}`);
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined) {
    const { text } = node.moduleSpecifier as ts.StringLiteral;
    if (!imported.test(text)) here.push(`imports ${text}`);
  }
  if (ts.isIdentifier(node) && !isBody && isRead(node)) here.push(`reads ${node.text}`);
  const inBody = isBody || ts.isBlock(node);
  node.forEachChild((child) => {
    here.push(...problemsIn(child, inBody));
  });
  return here;
}

/**
 * Whether a name is read as a value. Nothing outside the functions reads one but `servers`, and constants of the same
 * file; members are judged above.
 */
function isRead(node: ts.Identifier): boolean {
  const { parent } = node;
  if (constantsOf(node.getSourceFile()).has(node.text)) return false;
  if (ts.isShorthandPropertyAssignment(parent)) return node.text !== 'servers';
  return ts.isArrayLiteralExpression(parent) || (parent as { initializer?: ts.Node }).initializer === node;
}

function constantsOf({ statements }: ts.SourceFile): ReadonlySet<string> {
  return new Set(
    statements
      .filter(ts.isVariableStatement)
      .flatMap(({ declarationList }) => declarationList.declarations.map(({ name }) => name.getText())),
  );
}

const { SyntaxKind: kinds } = ts;
/** All that generated code is made of. There is no `new`, no template, no function but those that are exported. */
const allowed: ReadonlySet<ts.SyntaxKind> = new Set([
  ...[
    kinds.ImportDeclaration,
    kinds.ImportClause,
    kinds.NamespaceImport,
    kinds.NamedImports,
    kinds.ImportSpecifier,
  ],
  ...[
    kinds.ExportDeclaration,
    kinds.NamespaceExport,
    kinds.NamedExports,
    kinds.ExportSpecifier,
    kinds.ExportKeyword,
  ],
  ...[
    kinds.InterfaceDeclaration,
    kinds.TypeAliasDeclaration,
    kinds.TypeParameter,
    kinds.TypeOperator,
    kinds.TypeLiteral,
  ],
  ...[
    kinds.PropertySignature,
    kinds.IndexSignature,
    kinds.Parameter,
    kinds.QuestionToken,
    kinds.TypeReference,
  ],
  ...[
    kinds.QualifiedName,
    kinds.UnionType,
    kinds.IntersectionType,
    kinds.ArrayType,
    kinds.TupleType,
    kinds.OptionalType,
  ],
  ...[
    kinds.RestType,
    kinds.ParenthesizedType,
    kinds.LiteralType,
    kinds.IndexedAccessType,
    kinds.ReadonlyKeyword,
  ],
  ...[
    kinds.StringKeyword,
    kinds.NumberKeyword,
    kinds.BooleanKeyword,
    kinds.UnknownKeyword,
    kinds.NeverKeyword,
  ],
  ...[kinds.VoidKeyword, kinds.UndefinedKeyword, kinds.NullKeyword, kinds.TrueKeyword, kinds.FalseKeyword],
  ...[kinds.VariableStatement, kinds.VariableDeclarationList, kinds.VariableDeclaration, kinds.AsExpression],
  ...[
    kinds.ObjectLiteralExpression,
    kinds.ArrayLiteralExpression,
    kinds.PropertyAssignment,
    kinds.ThisKeyword,
  ],
  ...[
    kinds.ShorthandPropertyAssignment,
    kinds.PropertyAccessExpression,
    kinds.Identifier,
    kinds.StringLiteral,
  ],
  ...[
    kinds.NumericLiteral,
    kinds.PrefixUnaryExpression,
    kinds.FunctionDeclaration,
    kinds.Block,
    kinds.ReturnStatement,
  ],
  ...[kinds.CallExpression, kinds.ClassDeclaration, kinds.HeritageClause, kinds.ExpressionWithTypeArguments],
  kinds.MethodDeclaration,
  kinds.GetAccessor,
]);
