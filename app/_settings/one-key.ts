import { DeviceSetting } from './device-setting.ts';

/** Whether a character alone is a command of the page. Whoever speaks to their computer says many. */
export const oneKey = new DeviceSetting('vethlab-one-key', (stored) => stored !== false);
