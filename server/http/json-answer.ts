import type { ServerResponse } from 'node:http';
import type { Logger } from '../logger.ts';
import { reportProblem } from '../problem-of.ts';
import { problems } from '../protocol/problems.ts';

export function sendJson(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': Buffer.byteLength(text) });
  response.end(text);
}

/** Answers with the problem that `error` is; a response that has begun already is cut off. */
export function refuse(response: ServerResponse, error: unknown, log: Logger): void {
  const refusal = reportProblem(error, log);
  if (response.headersSent) response.destroy();
  else sendJson(response, problems[refusal.problem].status, refusal);
}
