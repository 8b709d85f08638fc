import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Java } from './java.js';

/** JVM arguments for one run, and what is to be done when it succeeded. */
export interface ClassArchive {
  readonly args: readonly string[];
  keep(): void;
}

/**
 * The JVM spends most of its time on loading and verifying the generator's classes. An archive of them (class-data sharing, JDK 13 and
 * newer) saves a third of the CPU and 40 % of the wait, but costs one and a half seconds and 32 MB to make. So the first run on a
 * machine only leaves a note, the second makes the archive, and all others read it.
 * The JVM itself refuses an archive that does not fit, and goes on without.
 *
 * @param jarIdentity changes with the jar's content, place and time stamp, as an archive fits only one of each.
 * @param cache folder for the archive.
 * @param work folder that goes with this run: an archive is moved out of it only when complete.
 */
export function classArchive(cache: string, work: string, java: Java, jarIdentity: string): ClassArchive {
  const none: ClassArchive = { args: [], keep() {} };
  if (java.release < 13) return none;
  const name = `classes-${java.version.replace(/[^\w.-]/g, '_')}-${jarIdentity.slice(0, 12)}`;
  const archive = join(cache, `${name}.jsa`);
  if (existsSync(archive)) return { args: [`-XX:SharedArchiveFile=${archive}`], keep() {} };
  const note = join(cache, `${name}.seen`);
  if (!existsSync(note)) return { args: [], keep: () => leaveNote(cache, note) };
  const made = join(work, 'classes.jsa');
  return {
    args: [`-XX:ArchiveClassesAtExit=${made}`],
    keep() {
      if (existsSync(made)) renameSync(made, archive);
    },
  };
}

/** Archives of other versions go when a new version is first seen. */
function leaveNote(cache: string, note: string): void {
  for (const entry of readdirSync(cache)) {
    if (entry.startsWith('classes-')) rmSync(join(cache, entry), { force: true });
  }
  writeFileSync(note, '');
}
