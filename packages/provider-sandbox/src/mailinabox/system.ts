import { html, json } from './answers.js';
import { type Box, lines, type Operations } from './box.js';

interface BackupConfig {
  readonly file_target_directory: string;
  readonly target: string;
  readonly min_age_in_days: number;
}

/** Settings and updates that can be changed and read back, and the reboot, which ends all sessions. */
export function systemOperations({ sessions, example }: Pick<Box, 'sessions' | 'example'>): Operations {
  let isPrivate = example('getSystemPrivacyStatus') as boolean;
  let isRebootDue = example('getSystemRebootStatus') as boolean;
  let backup = example('getSystemBackupConfig') as BackupConfig;
  let updates = example('getSystemUpdates') as string;

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
      sessions.clear();
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
    updateSystemBackupConfig({ form }) {
      const given = form.get('target') ?? '';
      const target = given === 'local' ? `file://${backup.file_target_directory}` : given;
      // The credentials are never read back.
      backup = { ...backup, target, min_age_in_days: Number(form.get('min_age')) };
      return json(200, 'OK');
    },
  };
}
