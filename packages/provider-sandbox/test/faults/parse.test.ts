import { faultKinds } from '../../src/faults/catalogue.js';
import { FaultError, parseFaults } from '../../src/faults/parse.js';

describe('a text that asks for faults', () => {
  test('gets the defaults of the parameters that it leaves out', () => {
    expect(parseFaults('status-429')).toEqual([{ name: 'status-429', parameters: { 'retry-after': 1 } }]);
    expect(parseFaults('status-503')).toEqual([{ name: 'status-503', parameters: {} }]);
  });

  test('may name several, which are applied in the order they are written', () => {
    expect(parseFaults(' delay; ms=250 ,status-503;retry-after=2')).toEqual([
      { name: 'delay', parameters: { ms: 250 } },
      { name: 'status-503', parameters: { 'retry-after': 2 } },
    ]);
  });

  test('asks for none if it is empty', () => {
    expect(parseFaults('')).toEqual([]);
    expect(parseFaults(' , ')).toEqual([]);
  });

  test('may name every fault, each of which says what it does', () => {
    const names = Object.keys(faultKinds);
    expect(parseFaults(names.join(',')).map(({ name }) => name)).toEqual(names);
    for (const { does } of Object.values(faultKinds)) expect(does).toMatch(/\w+ \w+/);
  });

  test.each([
    ['rude', 'There is no fault "rude". The faults are delay, status-408'],
    ['constructor', 'There is no fault "constructor"'],
    ['delay;seconds=1', 'The fault delay has no parameter "seconds". Its parameters: ms'],
    ['delay;toString=1', 'delay has no parameter "toString"'],
    ['html;ms=1', 'The fault html has no parameter "ms". Its parameters: none'],
    ['delay;ms=-1', 'ms of the fault delay must be a whole number from 0 to 600000'],
    ['delay;ms=1.5', 'ms of the fault delay must be'],
    ['delay;ms', 'ms of the fault delay must be'],
    ['delay;ms=600001', 'ms of the fault delay must be'],
  ])('is refused with what you can ask for: %s', (text, message) => {
    expect(() => parseFaults(text)).toThrow(FaultError);
    expect(() => parseFaults(text)).toThrow(message);
  });

  test('does not fill the message of its error if it is long', () => {
    expect(() => parseFaults('x'.repeat(5_000))).toThrow(/"x{40}…"/);
  });
});
