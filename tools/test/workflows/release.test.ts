import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git } from '../../src/release/rehearse/repository.js';
import { repositoryRoot } from '../../src/shared/providers.js';
import {
  type Release,
  type ReleasedRepository,
  releasedRepository,
  spoil,
  writeChangeset,
} from './released-repository.js';

/*
 * The steps of release.yml as they stand there, in their order, on a copy of the repository. What they say to GitHub
 * and to the registry is written down and goes nowhere.
 */

// A rehearsal runs the tests in a copy, this one among them.
const here = process.env.ACME_REHEARSAL === undefined ? describe : describe.skip;

const read = (...path: string[]): string => readFileSync(join(...path), 'utf8');
const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
const proposal = 'changeset-release/main';

here('what release.yml does', () => {
  let folder: string;
  let repository: ReleasedRepository;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rehearse-release-'));
    repository = releasedRepository(repositoryRoot, folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

  const versionOf = (name: string): string =>
    JSON.parse(git(repository.origin, 'show', `main:packages/${name}/package.json`)).version;

  describe('with no changeset, and every version in the registry', () => {
    test('nothing: no commit, no pull request, no package, no tag', () => {
      repository.push('Release nothing');
      const before = git(repository.origin, 'show-ref');
      const { jobs, asked, failure } = repository.release();
      expect(failure).toBeUndefined();
      expect(jobs).toEqual(['version', 'pack']);
      expect(asked).toEqual([]);
      expect(git(repository.origin, 'show-ref')).toBe(before);
    });
  });

  describe('with a changeset', () => {
    let done: Release;
    beforeAll(() => {
      writeChangeset(repository.author, { '@acme/fetch-runtime': 'minor' }, 'Rehearses a release.');
      repository.push('Change the runtime');
      done = repository.release();
    });

    test('it packs and publishes nothing, and proposes one commit', () => {
      expect(done.failure).toBeUndefined();
      expect(done.jobs).toEqual(['version', 'propose']);
      expect(git(repository.origin, 'log', '--format=%s', `main..${proposal}`)).toBe('Version packages');
    });

    test('the commit has the versions of what changed and of what needs it, their changelogs, and no changeset', () => {
      const changed = git(repository.origin, 'diff', '--name-only', 'main', proposal).split('\n');
      const allowed =
        /^(?:\.changeset\/rehearsal\.md|packages\/[\w-]+\/(?:package\.json|CHANGELOG\.md)|package-lock\.json)$/;
      expect(changed.filter((file) => !allowed.test(file))).toEqual([]);
      const show = (file: string): string => git(repository.origin, 'show', `${proposal}:${file}`);
      const [major, minor] = versionOf('fetch-runtime').split('.');
      const version = `${major}.${Number(minor) + 1}.0`;
      expect(JSON.parse(show('packages/fetch-runtime/package.json'))).toMatchObject({ version });
      expect(show('packages/fetch-runtime/CHANGELOG.md')).toContain('Rehearses a release.');
      expect(JSON.parse(show('packages/plo-client/package.json'))).toMatchObject({
        dependencies: { '@acme/fetch-runtime': `^${version}` },
      });
      expect(JSON.parse(show('package-lock.json')).packages['packages/fetch-runtime']).toMatchObject({
        version,
      });
      expect(() => show('.changeset/rehearsal.md')).toThrow();
    });

    test('a pull request is opened for it, and CI is asked for, with the base that the changeset check needs', () => {
      expect(done.asked).toEqual([
        expect.stringMatching(`^gh pr list --head ${proposal} --base main `),
        expect.stringMatching(`^gh pr create --base main --head ${proposal} --title Version packages `),
        `gh workflow run ci.yml --ref ${proposal} --field base=main`,
      ]);
    });

    test('where one is open it follows, and no second one is opened', () => {
      const again = { run: done, jobs: ['propose'] };
      const { asked, failure } = repository.release({ isProposed: true, again });
      expect(failure).toBeUndefined();
      expect(asked.filter((line) => line.startsWith('gh pr create'))).toEqual([]);
      expect(git(repository.origin, 'log', '--format=%s', `main..${proposal}`)).toBe('Version packages');
    });

    test('nothing is committed when the patch is not the one that was made', () => {
      const before = git(repository.origin, 'show-ref');
      const { failure, asked } = repository.release({
        again: { run: done, jobs: ['propose'] },
        meddle: (artifacts) => spoil(join(artifacts, 'version', 'version.patch')),
      });
      expect(failure?.message).toContain('FAILED');
      expect(asked).toEqual([]);
      expect(git(repository.origin, 'show-ref')).toBe(before);
    });
  });

  describe('once the versions are on main', () => {
    let done: Release;
    beforeAll(() => {
      git(repository.origin, 'update-ref', 'refs/heads/main', `refs/heads/${proposal}`);
      done = repository.release();
    });

    const tarballs = (): [tarball: string, spec: string][] =>
      read(done.packed, 'packages.tsv')
        .trimEnd()
        .split('\n')
        .map((line) => line.split('\t') as [string, string]);

    test('it packs, publishes and tags, and proposes nothing', () => {
      expect(done.failure).toBeUndefined();
      expect(done.jobs).toEqual(['version', 'pack', 'publish', 'tag']);
    });

    test('exactly what the registry lacks is published, with provenance, the runtime before what needs it', () => {
      const published = done.asked.filter((line) => line.startsWith('npm '));
      expect(published).toEqual(
        tarballs().map(([file]) => `npm publish ./${file} --access public --provenance --ignore-scripts`),
      );
      const names = tarballs().map(([, spec]) => spec.slice(0, spec.lastIndexOf('@')));
      expect(names[0]).toBe('@acme/fetch-runtime');
      expect(names).toContain('@acme/plo-client');
      expect(names).not.toContain('@acme/auth-helpers');
    });

    test('the bytes that are published are those that were packed', () => {
      const packed = tarballs().map(([file]) => [`./${file}`, sha256(join(done.packed, file))]);
      expect(done.publishedHashes).toEqual(Object.fromEntries(packed));
      expect(readdirSync(done.packed).filter((file) => file.endsWith('.tgz'))).toHaveLength(packed.length);
    });

    test('each is tagged at the commit, with what its changelog says', () => {
      const commit = git(repository.origin, 'rev-parse', 'main');
      const tagged = done.asked.filter((line) => line.startsWith('gh release create'));
      expect(tagged).toEqual(
        tarballs().map(
          ([file, spec]) =>
            `gh release create ${spec} --repo acme/api-clients --target ${commit} --title ${spec} --notes-file ${file}.md`,
        ),
      );
      expect(read(done.packed, `${tarballs()[0]![0]}.md`)).toContain('Rehearses a release.');
    });

    const first = (): string => tarballs()[0]![0];
    const attacks: Readonly<Record<string, (packed: string) => void>> = {
      'a tarball is another by one byte': (packed) => spoil(join(packed, first())),
      'a tarball and its hash are others': (packed) => {
        const before = sha256(join(packed, first()));
        spoil(join(packed, first()));
        const sums = read(packed, 'SHA256SUMS').replace(before, sha256(join(packed, first())));
        writeFileSync(join(packed, 'SHA256SUMS'), sums);
      },
      'the list names another package': (packed) => {
        writeFileSync(
          join(packed, 'packages.tsv'),
          read(packed, 'packages.tsv').replace('plo-client@', 'other@'),
        );
      },
      'a tarball is missing': (packed) => rmSync(join(packed, first())),
    };

    test.each(Object.keys(attacks))('nothing is published when %s after packing', (attack) => {
      const { asked, failure } = repository.release({
        again: { run: done, jobs: ['publish', 'tag'] },
        meddle: (artifacts) => attacks[attack]!(join(artifacts, 'release')),
      });
      expect(failure).toMatchObject({ name: 'StepError' });
      expect(asked).toEqual([]);
    });

    test('nothing is tagged when a tarball changes after it was published', () => {
      const { asked, failure } = repository.release({
        again: { run: done, jobs: ['tag'] },
        meddle: (artifacts) => spoil(join(artifacts, 'release', first())),
      });
      expect(failure).toMatchObject({ name: 'StepError' });
      expect(asked).toEqual([]);
    });

    test('after a run that failed half way the rest is published, and nothing twice', () => {
      const published = tarballs().map(([, spec]) => spec);
      const [last] = published.splice(-1);
      const again = { run: done, jobs: ['publish', 'tag'] };
      const { asked, failure } = repository.release({ published, again });
      expect(failure).toBeUndefined();
      expect(asked.filter((line) => line.startsWith('npm publish'))).toHaveLength(1);
      expect(asked.filter((line) => line.startsWith('npm publish'))[0]).toContain(
        tarballs().find(([, spec]) => spec === last)![0],
      );
    });
  });
});
