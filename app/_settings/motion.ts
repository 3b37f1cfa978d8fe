import { useSyncExternalStore } from 'react';
import { MOTION_COOKIE, type Motion, motionOf } from './motion-choice.ts';

const ONE_YEAR_SECONDS = 31_536_000;
const listeners = new Set<() => void>();

export function motion(): Motion {
  return motionOf(document.documentElement.dataset.motion);
}

/** For this page at once, and for this device. `motion.css` reads the same attribute. */
export function setMotion(choice: Motion): void {
  document.documentElement.dataset.motion = choice;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox ESR and Safari before 18.4.
  document.cookie = `${MOTION_COOKIE}=${choice}; path=/; max-age=${ONE_YEAR_SECONDS}; samesite=lax`;
  for (const listener of listeners) listener();
}

/** Whether things are to stand still for this person. */
export function isStill(): boolean {
  const choice = motion();
  return choice === 'system' ? window.matchMedia('(prefers-reduced-motion: reduce)').matches : choice === 'less';
}

/** Answers how to stop. */
export function onMotion(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useMotion(): Motion {
  return useSyncExternalStore(onMotion, motion, () => 'system');
}
