import type { RefCallback } from 'react';

/**
 * For an element that may go away while it has the focus: the thing around it takes the focus over in the same moment. Nowhere,
 * the next key would count as pressed outside of lesson and machine. Give React the same function on every drawing.
 *
 * @param around what takes it over: a selector of something that takes focus and holds the element.
 */
export function handOverFocus(around: string): RefCallback<HTMLElement> {
  return (leaving) => () => {
    if (leaving?.contains(document.activeElement)) leaving.closest<HTMLElement>(around)?.focus({ preventScroll: true });
  };
}
