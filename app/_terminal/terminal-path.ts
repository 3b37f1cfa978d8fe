/** The path of a terminal's WebSocket. */
export function terminalPath(sessionId: string, name: string): string {
  return `/ws/sessions/${encodeURIComponent(sessionId)}/terminals/${encodeURIComponent(name)}`;
}
