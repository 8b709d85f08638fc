import { failureIn } from '../../src/generate/render/openapi-generator/java.js';
import { SetupError } from '../../src/shared/failure.js';

test('a log without failures gives none, whatever it repeats of a description', () => {
  const log = [
    'Picked up JAVA_TOOL_OPTIONS: -Dx=ERROR ',
    '[main] INFO  o.o.codegen.cmd.GenerateBatch - Batch generation using up to 4 threads.',
    '[pool-1-thread-1] WARN  o.o.codegen.DefaultCodegen - Error (reserved word) cannot be used',
    'Errors are nice',
    '[SUCCESS] Batch generation finished 4 generators successfully.',
  ];
  expect(failureIn(log.join('\n'))).toBeUndefined();
});

test('an ERROR line counts, with the lines that belong to it, and without the logger', () => {
  const log = [
    '[pool-1-thread-1] ERROR o.o.codegen.DefaultCodegen - Not handling class Parameter {',
    '    name: null',
    '} as Body Parameter at the moment',
    '[pool-1-thread-1] INFO  next',
  ];
  expect(failureIn(log.join('\r\n'))).toBe(
    'Not handling class Parameter {\n    name: null\n} as Body Parameter at the moment',
  );
});

test('a Java stack is left out', () => {
  const log = [
    'Exception in thread "main" java.lang.RuntimeException: Unable to deserialize config file: x',
    '\tat org.openapitools.codegen.config.CodegenConfigurator.readDynamicSettings(CodegenConfigurator.java:203)',
  ];
  expect(failureIn(log.join('\n'))).toBe(log[0]);
});

test.each([
  'Error: Could not find or load main class org.openapitools.codegen.OpenAPIGenerator',
  'Error occurred during initialization of VM',
  'Unrecognized VM option',
  'Exception in thread "main" java.lang.StackOverflowError',
  '[FAIL] Completed with 1 failures, 0 successes',
])('%s', (line) => {
  expect(failureIn(`something\n${line}\n`)).toContain(line.replace('[FAIL] ', ''));
});

test('text of a description cannot steer the terminal', () => {
  const failure = failureIn('[main] ERROR o.o.X - \u001b[2Jgone\u0007')!;
  expect(new SetupError('generator_failed', failure).message).toBe('\\u001b[2Jgone\\u0007');
});
