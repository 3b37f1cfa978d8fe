import { existsSync } from 'node:fs';
import { join } from 'node:path';
import next from 'next';
import { StartFailure } from '../start-failure.ts';
import type { PageHandler } from './http-server.ts';

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
  const site = next({ dev, dir, hostname: host, port });
  await site.prepare();
  const handle = site.getRequestHandler();
  return (request, response) => handle(request, response);
}
