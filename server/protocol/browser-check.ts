/**
 * What `/check-my-browser` talks to, without a session. A WebSocket at this path says back what it is told;
 * POST /ws/check/ping → { cookie }: whether the cookie that the ping before has laid came back;
 * POST /ws/check/stream → CHECK_PIECES events, CHECK_PIECE_MS apart.
 */
export const CHECK_PATH = '/ws/check';
export const CHECK_PIECES = 4;
export const CHECK_PIECE_MS = 150;
