/** Presses what is on the page, so that a key or a command does exactly what a click does. */
export function press(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.click();
}

/** Whether there is such a control, and it can be pressed now. */
export function canPress(selector: string): boolean {
  const control = document.querySelector(selector);
  return control !== null && !control.matches(':disabled, [aria-disabled="true"]');
}
