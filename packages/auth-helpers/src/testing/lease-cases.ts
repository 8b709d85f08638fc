import type { TokenClaim } from '../token/store.js';
import { type Check, leased, must, passed, recordOf, saved, stored } from './support.js';

/** Long enough for a store that does not wait to show it. */
const MOMENT_MS = 100;

/** How the right to log in goes from one to the next. */
export const leaseCases: Readonly<Record<string, Check>> = {
  'lends the right to log in when it has no token': async (store, key) => {
    await (await leased(store, key)).release();
  },

  'lets the second wait, and gives it what the first has saved': async (store, key) => {
    const first = await leased(store, key);
    const second = store.claim(key, 0);
    const early = await Promise.race([second, passed(MOMENT_MS)]);
    must(early === undefined, 'let the second wait while the first logs in');
    await first.save(recordOf(first.generation), 0);
    await first.release();
    const claim: TokenClaim = await second;
    must('stored' in claim, 'give the second what the first has saved, instead of another login');
    must(claim.stored.record.token === recordOf(first.generation).token, 'give what was saved');
  },

  'hands on a right that is given back without a token': async (store, key) => {
    const first = await leased(store, key);
    const second = leased(store, key);
    await first.release();
    await (await second).release();
  },

  'lends the right to one at a time': async (store, key) => {
    let holders = 0;
    const claimer = async (): Promise<void> => {
      const lease = await leased(store, key);
      holders += 1;
      const most = holders;
      await passed(10);
      holders -= 1;
      await lease.release();
      must(most === 1, 'lend the right to one at a time');
    };
    await Promise.all([claimer(), claimer(), claimer(), claimer()]);
  },

  'takes back from nobody a right that was given back before': async (store, key) => {
    const first = await leased(store, key);
    await first.release();
    const second = await leased(store, key);
    await first.release();
    const third = store.claim(key, 0);
    const early = await Promise.race([third, passed(MOMENT_MS)]);
    must(early === undefined, 'let nobody give back the right of another');
    await second.release();
    const claim = await third;
    if ('lease' in claim) await claim.lease.release();
  },

  'gives each right a larger generation, also than the one that is known': async (store, key) => {
    const first = await leased(store, key);
    await first.release();
    const second = await leased(store, key);
    await second.release();
    must(second.generation > first.generation, 'give each right a larger generation than the one before');
    const known = second.generation + 1_000_000;
    const third = await leased(store, key, known);
    await third.release();
    must(third.generation > known, 'give a generation larger than the one that is known');
  },

  'refuses a late save of an older generation': async (store, key) => {
    const late = await leased(store, key);
    await late.release();
    const newer = await saved(store, key);
    const isSaved = await late.save(recordOf(late.generation), 0);
    must(isSaved === false, 'say that a save of an older generation was refused');
    const { record } = await stored(store, key);
    must(record.token === newer.token, 'keep the newer token when an older one is saved late');
  },
};
