import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import sirv from 'sirv';

const PREFIX = '/_next/static';
const ONE_YEAR_S = 31_536_000;

/**
 * The site's scripts, styles and fonts, from the compressed copies that the build has laid beside them: Next.js would
 * compress them anew for every learner who opens a terminal. Their names change with their content. Answers false for
 * what is no such file's address.
 */
export function staticFiles(dir: string): (request: IncomingMessage, response: ServerResponse) => boolean {
  const serve = sirv(join(dir, '.next', 'static'), { brotli: true, gzip: true, immutable: true, maxAge: ONE_YEAR_S });
  return (request, response) => {
    const { url } = request;
    if (!url?.startsWith(`${PREFIX}/`)) return false;
    request.url = url.slice(PREFIX.length);
    // The list of files is read once: one that has gone since, or that cannot be opened, breaks off this answer and nothing else.
    response.once('pipe', (file: Readable) => file.once('error', () => response.destroy()));
    // A page of an earlier build asks for files that are gone.
    serve(request, response, () => {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not Found\n');
    });
    return true;
  };
}
