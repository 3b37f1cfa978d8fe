import { cataloguePath } from './_frame/paths.ts';
import { visitorLocale } from './_text/visitor-locale.ts';

/** `/` leads to the visitor's language. A relative address, since a proxy may have changed the host's name. */
export async function GET(): Promise<Response> {
  const headers = {
    location: cataloguePath(await visitorLocale()),
    vary: 'accept-language, cookie',
    'cache-control': 'no-store',
  };
  return new Response(null, { status: 307, headers });
}
