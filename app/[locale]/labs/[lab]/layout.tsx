import { cookies } from 'next/headers';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { labPath } from '../../../_frame/paths.ts';
import { SkipLinks } from '../../../_frame/skip-links.tsx';
import { TopBar } from '../../../_frame/top-bar.tsx';
import { labBySlug } from '../../../_lesson/labs-on-disk.ts';
import { pageLocale } from '../../../_text/page-locale.ts';
import { LabShell } from '../../../_workbench/lab-shell.tsx';
import { lessonPercent, SPLIT_COOKIE } from '../../../_workbench/split-cookie.ts';

interface LabLayoutProps {
  readonly children: ReactNode;
  readonly params: Promise<{ readonly locale: string; readonly lab: string }>;
}

/** Frame of a lab: lesson on the left, machine on the right, the same machine from step to step. */
export default async function LabLayout({ children, params }: LabLayoutProps) {
  const { locale, isKnown } = await pageLocale(params);
  const lab = await labBySlug((await params).lab);
  if (!isKnown || lab === undefined) notFound();
  const t = await getTranslations('frame.skip');
  const steps = lab.steps.map((step) => ({ id: step.id, title: step.text[locale].title }));
  return (
    <div className="flex h-dvh flex-col overflow-hidden print:h-auto print:overflow-visible">
      <SkipLinks
        links={[
          { target: 'lesson', label: t('lesson') },
          { target: 'machine', label: t('machine') },
        ]}
      />
      <TopBar>
        <p className="flex min-w-0 items-center gap-3 text-base">
          <span aria-hidden="true" className="h-4 w-px rotate-12 bg-line-strong" />
          <Link prefetch={false} href={labPath(locale, lab.slug)} className="truncate rounded-sm text-ink-soft hover:text-ink">
            {lab.title[locale]}
          </Link>
        </p>
      </TopBar>
      <LabShell lab={lab.slug} steps={steps} lessonPercent={lessonPercent((await cookies()).get(SPLIT_COOKIE)?.value)}>
        {children}
      </LabShell>
    </div>
  );
}
