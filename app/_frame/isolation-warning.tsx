import { headers } from 'next/headers';
import { getLocale } from 'next-intl/server';
import { isolationTexts } from '../_text/isolation.ts';
import { Icon } from '../_ui/icon.tsx';

/** On every page, where what a learner does can reach the computer that the server runs on. */
export async function IsolationWarning() {
  const isolation = (await headers()).get('x-isolation');
  if (isolation !== 'none' && isolation !== 'privileged') return null;
  return (
    <p
      role="note"
      className="flex shrink-0 items-center gap-2 border-b border-line bg-warn-soft px-4 py-1.5 text-sm text-ink print:hidden"
    >
      <span className="text-warn">
        <Icon name="warning" size={14} />
      </span>
      {isolationTexts[isolation][await getLocale()]}
    </p>
  );
}
