import { existsSync } from 'node:fs';
import { type IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import next from 'next';
import { keepWatchFromWorkers } from '../env.ts';
import { StartFailure } from '../start-failure.ts';
import type { PageHandler } from './http-server.ts';
import { staticFiles } from './static-files.ts';

export interface SiteOptions {
  /** The project's folder, with `app/` and the built site. */
  readonly dir: string;
  readonly dev: boolean;
  readonly host: string;
  readonly port: number;
}

/** The pages, by Next.js, ready to answer. In production the site has been built before. */
export async function openSite({ dir, dev, host, port }: SiteOptions): Promise<PageHandler> {
  if (!dev && !existsSync(join(dir, '.next', 'BUILD_ID'))) {
    throw new StartFailure(
      { en: 'The site has not been built.', ko: '사이트가 아직 빌드되지 않았어요.' },
      {
        en: '`npm start` builds it; `npm run dev` needs no build.',
        ko: '`npm start`가 빌드해 줘요. `npm run dev`는 빌드가 필요 없어요.',
      },
    );
  }
  // Next.js ends every upgrade whose address could be a page's, /ws/ included, so it listens on a server that never listens.
  const own = new Server();
  keepWatchFromWorkers();
  const site = next({ dev, dir, hostname: host, port, httpServer: own });
  await site.prepare();
  const handle = site.getRequestHandler();
  if (!dev) {
    const serveStatic = staticFiles(dir);
    return (request, response) => (serveStatic(request, response) ? undefined : handle(request, response));
  }
  const reload = hotReload(own);
  return (request, response) => {
    reload(request);
    return handle(request, response);
  };
}

/** Hands Next.js the upgrades that are its own, from the server that the first page came by. */
function hotReload(own: Server): (request: IncomingMessage) => void {
  let isJoined = false;
  return (request) => {
    const { server } = request.socket as Socket & { readonly server?: Server };
    if (isJoined || server === undefined) return;
    isJoined = true;
    server.on('upgrade', (upgrade, socket, head) => {
      if (upgrade.url?.startsWith('/_next/')) own.emit('upgrade', upgrade, socket, head);
    });
  };
}
