import { useLocale } from 'next-intl';
import type { Passed } from '../../labs/core/verdict.ts';
import { evidenceTexts } from '../_text/evidence.ts';

/** The facts that decided a passed verdict, as the check names them. */
export function Evidence({ label, evidence }: { readonly label: string; readonly evidence: Passed['evidence'] }) {
  const names: Readonly<Record<string, string>> = evidenceTexts[useLocale()];
  const facts = Object.entries(evidence);
  if (facts.length === 0) return null;
  return (
    <div className="text-sm">
      <p className="font-semibold text-ink-faint">{label}</p>
      <ul className="mt-1.5 flex flex-wrap gap-1.5">
        {facts.map(([name, value]) => (
          <li key={name} className="rounded-md bg-surface px-2 py-1 font-mono text-xs break-all text-ink-soft">
            <span className="text-ink-faint">{names[name] ?? inWords(name)} </span>
            {Array.isArray(value) ? value.join(', ') : value}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** For a lab with names of its own: `hostNamespace` as `host namespace`. */
function inWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
