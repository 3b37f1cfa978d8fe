import { useTranslations } from 'next-intl';
import type { PortView } from '../../server/protocol/api.ts';
import { Icon } from '../_ui/icon.tsx';
import { usePorts } from './use-ports.ts';

const EXAMPLE = 'docker run -d -p 8080:80 nginx';

/** What listens in the machine, each with a link to it; or what one can do to have something there. */
export function PortList({ sessionId }: { readonly sessionId: string }) {
  const t = useTranslations('preview');
  const { ports, isStale } = usePorts(sessionId);
  return (
    <div className="max-h-[min(24rem,70dvh)] overflow-y-auto">
      <h2 id="open-ports-title" className="px-2.5 pt-1.5 pb-1 text-sm font-semibold text-ink-soft">
        {t('title')}
      </h2>
      <Ports ports={ports} />
      {isStale && <p className="px-2.5 py-2 text-sm text-warn">{t('unreachable')}</p>}
      <p role="status" className="sr-only">
        {ports === undefined ? t('looking') : t('count', { count: ports.length })}
      </p>
    </div>
  );
}

function Ports({ ports }: { readonly ports: readonly PortView[] | undefined }) {
  const t = useTranslations('preview');
  if (ports === undefined) return <p className="px-2.5 py-2 text-ink-soft">{t('looking')}</p>;
  if (ports.length === 0) return <Nothing />;
  const canOpen = ports.some(({ url }) => url !== undefined);
  return (
    <>
      <ul>
        {ports.map((port) => (
          <li key={port.port}>
            <Port port={port} />
          </li>
        ))}
      </ul>
      {canOpen ? <p className="px-2.5 pt-1 pb-2 text-sm text-ink-soft">{t('own')}</p> : <NoOrigin />}
    </>
  );
}

function Port({ port: { port, container, url } }: { readonly port: PortView }) {
  const t = useTranslations('preview');
  const facts = (
    <span className="min-w-0 flex-1">
      <span className="tabular font-medium">{t('port', { port: String(port) })}</span>
      <span className="block truncate text-sm text-ink-soft">
        {container === undefined ? t('host') : t('container', { name: container })}
      </span>
    </span>
  );
  if (url === undefined) return <p className="flex px-2.5 py-2">{facts}</p>;
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      data-port={port}
      className="flex items-center gap-2.5 rounded-md px-2.5 py-2 hover:bg-sunken focus-visible:bg-sunken"
    >
      {facts}
      <span className="sr-only">{t('newTab', { port: String(port) })}</span>
      <Icon name="outside" />
    </a>
  );
}

function Nothing() {
  const t = useTranslations('preview.empty');
  return (
    <div className="space-y-1.5 px-2.5 pt-1 pb-2.5">
      <p className="font-medium">{t('title')}</p>
      <p className="text-sm text-ink-soft">{t('body')}</p>
      <p>
        <code className="block rounded-md bg-sunken px-2 py-1.5 font-mono text-sm select-all">{EXAMPLE}</code>
      </p>
    </div>
  );
}

function NoOrigin() {
  const t = useTranslations('preview.noOrigin');
  return (
    <div className="mx-1.5 mb-1.5 space-y-0.5 rounded-md bg-warn-soft px-2.5 py-2 text-sm">
      <p className="font-semibold">{t('title')}</p>
      <p className="text-ink-soft">{t('body')}</p>
    </div>
  );
}
