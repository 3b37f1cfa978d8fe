import { type ReactNode, useId } from 'react';

interface SettingGroupProps {
  readonly title: string;
  readonly children: ReactNode;
}

export function SettingGroup({ title, children }: SettingGroupProps) {
  return (
    <div>
      <h3 className="mb-1 text-sm font-semibold text-ink-faint">{title}</h3>
      <div className="divide-y divide-line">{children}</div>
    </div>
  );
}

const rowStyle = 'flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1.5 py-1.5 text-base';

interface ChoiceRowProps<Value extends string> {
  readonly label: string;
  readonly options: Readonly<Record<Value, string>>;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly note?: string;
}

/** One of a few, side by side. Arrow keys go from one to the next. */
export function ChoiceRow<Value extends string>({ label, options, value, onChange, note }: ChoiceRowProps<Value>) {
  const name = useId();
  return (
    <fieldset className={rowStyle} aria-describedby={note === undefined ? undefined : `${name}-note`}>
      {/* Floated, since a legend takes no part in the layout of its fieldset otherwise. */}
      <legend className="contents">
        <span className="float-left">{label}</span>
      </legend>
      <div className="flex rounded-md bg-sunken p-0.5 text-sm">
        {(Object.entries(options) as [Value, string][]).map(([option, says]) => (
          <label
            key={option}
            className="relative grid h-8 min-w-14 place-items-center rounded-[5px] px-3 text-ink-soft has-checked:bg-surface has-checked:font-semibold has-checked:text-ink has-checked:shadow-[0_0_0_1px_var(--line)] has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              value={option}
              checked={option === value}
              onChange={() => onChange(option)}
              className="absolute inset-0 opacity-0"
            />
            {says}
          </label>
        ))}
      </div>
      {note !== undefined && (
        <p id={`${name}-note`} className="basis-full text-sm text-ink-faint">
          {note}
        </p>
      )}
    </fieldset>
  );
}

interface SwitchRowProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export function SwitchRow({ label, isOn, onChange }: SwitchRowProps) {
  return (
    <label className={rowStyle}>
      <span className="min-w-0 flex-1">{label}</span>
      <input
        type="checkbox"
        role="switch"
        aria-checked={isOn}
        checked={isOn}
        onChange={(event) => onChange(event.target.checked)}
        className="setting-switch"
      />
    </label>
  );
}

interface RangeRowProps {
  readonly label: string;
  readonly least: number;
  readonly most: number;
  readonly value: number;
  readonly says: string;
  readonly onChange: (value: number) => void;
}

export function RangeRow({ label, least, most, value, says, onChange }: RangeRowProps) {
  return (
    <label className={rowStyle}>
      <span className="min-w-0 flex-1">{label}</span>
      <input
        type="range"
        min={least}
        max={most}
        value={value}
        aria-valuetext={says}
        onChange={(event) => onChange(event.target.valueAsNumber)}
        className="h-6 w-36 accent-accent"
      />
      <output className="tabular w-14 text-right text-sm text-ink-soft">{says}</output>
    </label>
  );
}
