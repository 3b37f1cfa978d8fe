/** Opens an address that the machine has printed, in a tab that knows nothing of this page. */
export function openLink(address: string): void {
  window.open(address, '_blank', 'noopener,noreferrer');
}
