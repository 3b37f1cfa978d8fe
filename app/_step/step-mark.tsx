import { Icon } from '../_ui/icon.tsx';
import type { StepState } from './step-state.ts';

interface StepMarkProps {
  readonly state: StepState;
  readonly number: number;
  readonly isCurrent?: boolean;
  /** Its solution was looked at. */
  readonly isRevealed?: boolean;
}

const looks: Readonly<Record<StepState, string>> = {
  passed: 'border-accent bg-accent text-on-accent',
  partly: 'border-accent bg-accent-soft text-accent border-dashed',
  open: 'border-line-strong bg-surface text-ink-soft',
};

/** A node on the wire: a number, or a check mark once the step is passed; with an eye where the solution was seen. */
export function StepMark({ state, number, isCurrent = false, isRevealed = false }: StepMarkProps) {
  const ring = isCurrent ? 'ring-2 ring-ink ring-offset-2 ring-offset-surface' : '';
  return (
    <span
      aria-hidden="true"
      className={`tabular relative grid size-7 shrink-0 place-items-center rounded-full border-[1.5px] text-sm font-semibold transition-colors duration-200 ${looks[state]} ${ring}`}
    >
      {state === 'passed' ? <Icon name="check" size={14} /> : number}
      {isRevealed && (
        <span
          data-revealed
          className="absolute -right-1.5 -bottom-1.5 grid size-4 place-items-center rounded-full border border-line-strong bg-raised text-ink-soft"
        >
          <Icon name="eye" size={11} />
        </span>
      )}
    </span>
  );
}
