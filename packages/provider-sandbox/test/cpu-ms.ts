/** What this process has computed so far, in ms: unlike the time of day, it is the same on a busy machine. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
