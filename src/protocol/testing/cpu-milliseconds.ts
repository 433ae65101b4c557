/** How long this process works on something, in milliseconds, however busy the machine is besides. */
export function cpuMilliseconds(action: () => void): number {
	const before = process.cpuUsage();
	action();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}
