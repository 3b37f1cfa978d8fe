/** What somebody has set for motion: as the system says, less of it, or all of it. */
export const motions = ['system', 'less', 'full'] as const;

export type Motion = (typeof motions)[number];

/** A cookie, so that the server says it on the page itself and nothing moves before it is known. */
export const MOTION_COOKIE = 'vethlab-motion';

/** Whatever the cookie holds, somebody else may have put there. */
export function motionOf(stored: string | undefined): Motion {
  return motions.find((motion) => motion === stored) ?? 'system';
}
