const label = { fontSize: 12, fontFamily: 'var(--font-mono)' } as const;

/** The learner's machine in the network's own colours: a client, a cable, a host with a bridge and room for containers. */
export function MachinePicture({ label: says }: { readonly label: string }) {
  return (
    <svg viewBox="0 0 480 168" className="w-full" fill="none" strokeWidth="1.5" role="img" aria-label={says}>
      <rect x="0.75" y="52" width="104" height="64" rx="8" fill="var(--surface)" stroke="var(--net-client)" />
      <text x="53" y="88" textAnchor="middle" fill="var(--net-client)" {...label}>
        client
      </text>
      <path d="M105 84h63" stroke="var(--net-host)" />
      <rect x="168" y="0.75" width="311" height="166.5" rx="10" fill="var(--surface)" stroke="var(--net-host)" />
      <text x="184" y="25" fill="var(--net-host)" {...label}>
        host
      </text>
      <rect x="158" y="72" width="46" height="24" rx="5" fill="var(--surface)" stroke="var(--net-host)" />
      <text x="181" y="88" textAnchor="middle" fill="var(--net-host)" {...label}>
        eth0
      </text>
      <path d="M204 84h32" stroke="var(--net-host)" />
      <rect x="236" y="40" width="60" height="88" rx="6" fill="var(--surface)" stroke="var(--net-bridge)" strokeWidth="2" />
      <text x="266" y="88" textAnchor="middle" fill="var(--net-bridge)" {...label}>
        docker0
      </text>
      <g strokeDasharray="4 4">
        <path d="M296 62h56M296 106h56" stroke="var(--net-veth)" />
        <rect x="352" y="40" width="108" height="40" rx="6" stroke="var(--net-container)" />
        <rect x="352" y="90" width="108" height="40" rx="6" stroke="var(--net-container)" />
      </g>
      <rect x="290" y="57" width="12" height="10" rx="2" fill="var(--net-veth)" />
      <rect x="290" y="101" width="12" height="10" rx="2" fill="var(--net-veth)" />
      <text x="406" y="64" textAnchor="middle" fill="var(--net-container)" {...label}>
        nginx
      </text>
      <text x="406" y="114" textAnchor="middle" fill="var(--net-container)" {...label}>
        busybox
      </text>
    </svg>
  );
}
