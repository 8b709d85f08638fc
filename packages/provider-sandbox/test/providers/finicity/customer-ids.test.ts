import { platformClock } from '../../../src/core/clock.js';
import { createRandom } from '../../../src/core/random.js';
import { Customers } from '../../../src/providers/finicity/customers.js';

function enrolled(customers: Customers, count: number): string[] {
  return Array.from({ length: count }, (_, at) => customers.enrol({ username: `name-${at}` }, 'active')!.id);
}

test('the ids of enrolled customers are ten digits, the same for the same seed only', () => {
  const ids = (seed: number) => enrolled(new Customers(platformClock(), seed, 1), 20);
  expect(ids(1)).toEqual(ids(1));
  expect(ids(2)).not.toEqual(ids(1));
  for (const id of ids(1)) expect(id).toMatch(/^[1-9]\d{9}$/);
});

test('an id does not come twice, not even after the customer is removed', () => {
  const drawn = ['1', '1', '1', '2', '2', '1', '3'].map((digit) => digit.repeat(9));
  const random = { ...createRandom(1), integer: () => 1, text: () => drawn.shift()! };
  const customers = new Customers(platformClock(), 1, 0, random);
  const [first] = enrolled(customers, 1);
  customers.remove(customers.find(first!)!);
  const others = ['b', 'c'].map((username) => customers.enrol({ username }, 'active')!.id);
  expect([first, ...others]).toEqual(['1111111111', '1222222222', '1333333333']);
});

test('an id of those that are there at the start is given to nobody else', () => {
  const drawn = ['004419250', '111111111'];
  const random = { ...createRandom(1), integer: () => 7, text: () => drawn.shift()! };
  const customers = new Customers(platformClock(), 1, 1, random);
  expect(enrolled(customers, 1)).toEqual(['7111111111']);
});
