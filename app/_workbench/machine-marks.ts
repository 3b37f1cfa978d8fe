import type { MachineName } from '../_session/machine-name.ts';
import type { IconName } from '../_ui/icon.tsx';

/** How a machine is told from the other: by shape, and by colour. */
export const machineIcons = { host: 'server', client: 'screen' } as const satisfies Record<MachineName, IconName>;
export const machineColours = { host: 'text-net-host', client: 'text-net-client' } as const satisfies Record<MachineName, string>;
