import { html, json } from './answers.js';
import { type Box, lines, type Operations, UncaughtException } from './box.js';

interface BackupConfig {
  readonly file_target_directory: string;
  readonly target: string;
  readonly min_age_in_days: number;
}

/** Settings and updates that can be changed and read back, and the reboot, which ends all sessions. */
export function systemOperations({ restart, example }: Box): Operations {
  let isPrivate = example('getSystemPrivacyStatus') as boolean;
  let isRebootDue = example('getSystemRebootStatus') as boolean;
  let backup = example('getSystemBackupConfig') as BackupConfig;
  let updates = example('getSystemUpdates') as string;
  let backups = example('getSystemBackupStatus');

  return {
    getSystemPrivacyStatus: () => json(200, isPrivate),
    updateSystemPrivacy({ form }) {
      isPrivate = form.get('value') === 'private';
      return html(200, 'OK');
    },
    getSystemRebootStatus: () => json(200, isRebootDue),
    rebootSystem() {
      if (!isRebootDue) return html(200, 'No reboot is required, so it is not allowed.');
      isRebootDue = false;
      restart();
      return html(200, '');
    },
    getSystemUpdates: () => html(200, updates),
    updateSystemPackages() {
      const count = updates.split('\n').filter(Boolean).length;
      updates = '';
      const outcome = `${count} upgraded, 0 newly installed, 0 to remove.`;
      return html(200, lines(['Reading package lists...', 'Calculating upgrade...', outcome]));
    },
    getSystemBackupConfig: () => json(200, backup),
    getSystemBackupStatus: () => json(200, backup.target === 'off' ? {} : backups),
    updateSystemBackupConfig({ form }) {
      const days = form.get('min_age') ?? '';
      if (!/^\s*[+-]?\d+\s*$/.test(days)) throw new UncaughtException('min_age is no number');
      const given = form.get('target') ?? '';
      const target = given === 'local' ? `file://${backup.file_target_directory}` : given;
      // Another target has none of the backups.
      if (target !== backup.target) backups = { error: 'The backup target holds no backup yet.' };
      // The credentials are never read back.
      backup = { ...backup, target, min_age_in_days: Number(days) };
      return json(200, 'OK');
    },
  };
}
