import { type Check, leased, must, passed, recordOf, saved, stored } from './support.js';

/** What becomes of a token that is saved. */
export const recordCases: Readonly<Record<string, Check>> = {
  'gives a record as it was saved': async (store, key) => {
    const changes = [
      {},
      { lifeMs: null, issuedAtMs: 1 },
      { token: `"\\ ${'é漢😀'.repeat(500)}\n`, lifeMs: 2 ** 40 },
    ];
    let known = 0;
    for (const change of changes) {
      const record = await saved(store, key, change, { known });
      const found = (await stored(store, key, known)).record;
      const parts = ['token', 'issuedAtMs', 'lifeMs', 'generation'] as const;
      for (const part of parts) must(found[part] === record[part], `give ${part} as it was saved`);
      known = record.generation;
    }
  },

  'gives no token to one who knows it': async (store, key) => {
    const { generation } = await saved(store, key);
    await (await leased(store, key, generation)).release();
  },

  'keeps keys apart': async (store, key) => {
    await saved(store, key);
    for (const other of [`${key} `, key.toUpperCase(), key.slice(0, -1), `${key}:lock`, '']) {
      const claim = await store.claim(other, 0);
      if ('lease' in claim) await claim.lease.release();
      else must(other === '', 'give a token to nobody who asks under another key');
    }
  },

  'reads a newer record without waiting, and lends nothing': async (store, key) => {
    must((await store.read(key, 0)) === undefined, 'read nothing where nothing was saved');
    const { generation, token } = await saved(store, key);
    must((await store.read(key, 0))?.record.token === token, 'read what was saved');
    must((await store.read(key, generation)) === undefined, 'read nothing for one who knows it');
    const lease = await leased(store, key, generation);
    must((await store.read(key, 0))?.record.token === token, 'read while somebody else logs in');
    await lease.release();
  },

  'deletes a token, and only that': async (store, key) => {
    await store.delete(key);
    await saved(store, `${key} `);
    const { generation } = await saved(store, key);
    await store.delete(key);
    must((await store.read(key, 0)) === undefined, 'give a token that was deleted to nobody');
    await stored(store, `${key} `);
    const lease = await leased(store, key);
    await lease.release();
    must(lease.generation > generation, 'give each right a larger generation, also after a delete');
  },

  'takes no token whose right is older than the delete': async (store, key) => {
    const late = await leased(store, key);
    await store.delete(key);
    const isSaved = await late.save(recordOf(late.generation), 0);
    await late.release();
    must(isSaved === false, 'say that a save was refused whose key was deleted meanwhile');
    must(
      (await store.read(key, 0)) === undefined,
      'keep nothing that is saved after a delete with an older right',
    );
    const { token } = await saved(store, key, { token: 'after' });
    must(
      (await store.read(key, 0))?.record.token === token,
      'keep what is saved with a right of after the delete',
    );
  },

  'gives whole records while they are replaced': async (store, key) => {
    let known = (await saved(store, key, { token: 'T 0', issuedAtMs: 0 })).generation;
    const write = async (): Promise<void> => {
      for (let issuedAtMs = 1; issuedAtMs <= 20; issuedAtMs += 1) {
        const change = { token: `T ${issuedAtMs}`, issuedAtMs };
        known = (await saved(store, key, change, { known })).generation;
        await passed(0);
      }
    };
    const read = async (): Promise<void> => {
      for (let reads = 0; reads < 40; reads += 1) {
        const { token, issuedAtMs } = (await stored(store, key)).record;
        must(token === `T ${issuedAtMs}`, 'write a record in one step: a reader got parts of two');
        await passed(0);
      }
    };
    await Promise.all([write(), read(), read()]);
  },

  'makes no token younger than it was when it was saved': async (store, key) => {
    // By the stamp of a process whose clock is wrong it is new.
    await saved(store, key, { lifeMs: 60_000 }, { ageMs: 50_000 });
    const { ageMs } = await stored(store, key);
    must(ageMs >= 50_000, 'count the age of a token from what it was when it was saved');
  },

  'gives no expired token as a fresh one': async (store, key) => {
    const { generation } = await saved(store, key, { lifeMs: 100 });
    await passed(150);
    const claim = await store.claim(key, 0);
    if ('lease' in claim) return claim.lease.release();
    const { record, ageMs } = claim.stored;
    must(record.generation === generation, 'give the record that was saved');
    const lifeMs = record.lifeMs ?? Infinity;
    const isAlive = ageMs < lifeMs && Date.now() < record.issuedAtMs + lifeMs;
    must(!isAlive, 'give an expired token with its age, or not at all');
  },
};
