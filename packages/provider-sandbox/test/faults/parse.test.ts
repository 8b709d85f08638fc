import { faultKinds } from '../../src/faults/catalogue.js';
import { MannerError, parseFaults } from '../../src/faults/parse.js';

describe('what a request for bad manners may say', () => {
  test('a name alone has the defaults of its parameters', () => {
    expect(parseFaults('status-429')).toEqual([{ name: 'status-429', parameters: { 'retry-after': 1 } }]);
    expect(parseFaults('status-503')).toEqual([{ name: 'status-503', parameters: {} }]);
  });

  test('several are applied in the order they are written', () => {
    expect(parseFaults(' delay; ms=250 ,status-503;retry-after=2')).toEqual([
      { name: 'delay', parameters: { ms: 250 } },
      { name: 'status-503', parameters: { 'retry-after': 2 } },
    ]);
  });

  test('an empty text asks for none', () => {
    expect(parseFaults('')).toEqual([]);
    expect(parseFaults(' , ')).toEqual([]);
  });

  test('every manner can be asked for by its name and says what it does', () => {
    const names = Object.keys(faultKinds);
    expect(parseFaults(names.join(',')).map(({ name }) => name)).toEqual(names);
    for (const { does } of Object.values(faultKinds)) expect(does).toMatch(/\w+ \w+/);
  });

  test.each([
    ['rude', 'There is no manner "rude"; there are delay, status-408'],
    ['constructor', 'There is no manner "constructor"'],
    ['delay;seconds=1', 'delay has no parameter "seconds"; it has ms'],
    ['delay;toString=1', 'delay has no parameter "toString"'],
    ['html;ms=1', 'html has no parameter "ms"; it has none'],
    ['delay;ms=-1', 'ms of delay must be a whole number from 0 to 600000'],
    ['delay;ms=1.5', 'ms of delay must be'],
    ['delay;ms', 'ms of delay must be'],
    ['delay;ms=600001', 'ms of delay must be'],
  ])('%s is refused, with what there is to choose from', (text, message) => {
    expect(() => parseFaults(text)).toThrow(MannerError);
    expect(() => parseFaults(text)).toThrow(message);
  });

  test('a long text does not fill the message', () => {
    expect(() => parseFaults('x'.repeat(5_000))).toThrow(/"x{40}…"/);
  });
});
