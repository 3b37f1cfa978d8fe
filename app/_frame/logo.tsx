/** Two ends of one cable: what a veth pair is. */
export function Logo() {
  return (
    <span className="flex items-center gap-2 text-md font-bold tracking-[-0.02em]">
      <svg viewBox="0 0 24 16" width="27" height="18" fill="none" aria-hidden="true">
        <rect x="1" y="3" width="7" height="10" rx="2" fill="var(--accent)" />
        <rect x="16" y="3" width="7" height="10" rx="2" stroke="var(--accent)" strokeWidth="1.75" />
        <path d="M8 8h7" stroke="var(--accent)" strokeWidth="1.75" />
      </svg>
      Vethlab
    </span>
  );
}
