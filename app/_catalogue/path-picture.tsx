import { useTranslations } from 'next-intl';

const mono = { fontSize: 13, fontFamily: 'var(--font-mono)' } as const;
const sans = { fontSize: 13, fontWeight: 600 } as const;

/** The way of a packet, which the first lab is about: client, eth0, iptables, docker0, veth, container. */
export function PathPicture() {
  const t = useTranslations('catalogue.picture');
  return (
    <svg
      viewBox="0 0 640 300"
      className="path-picture w-full max-sm:hidden"
      fill="none"
      strokeWidth="1.5"
      role="img"
      aria-label={t('alt')}
    >
      <g stroke="var(--net-client)">
        <rect x="1" y="104" width="124" height="92" rx="8" fill="var(--surface)" />
      </g>
      <text x="63" y="140" textAnchor="middle" fill="var(--net-client)" {...sans}>
        {t('client')}
      </text>
      <text x="63" y="166" textAnchor="middle" fill="var(--ink-soft)" {...mono}>
        192.168.0.2
      </text>
      <rect x="178" y="1" width="461" height="298" rx="12" fill="var(--surface)" stroke="var(--net-host)" />
      <text x="198" y="32" fill="var(--net-host)" {...sans}>
        {t('host')}
      </text>
      <rect x="448" y="84" width="172" height="132" rx="10" stroke="var(--net-container)" fill="var(--canvas)" />
      <text x="514" y="114" fill="var(--net-container)" {...sans}>
        {t('container')}
      </text>
      <text x="514" y="198" fill="var(--ink-soft)" {...mono}>
        172.17.0.2
      </text>
      <path d="M125 150h43" stroke="var(--net-client)" />
      <path d="M203 150h73" stroke="var(--net-host)" />
      <path d="M356 150h92" stroke="var(--net-veth)" strokeWidth="2.5" />
      <rect x="153" y="136" width="50" height="28" rx="6" fill="var(--surface)" stroke="var(--net-host)" />
      <text x="178" y="154.5" textAnchor="middle" fill="var(--net-host)" {...mono}>
        eth0
      </text>
      <rect x="232" y="126" width="16" height="48" rx="4" fill="var(--surface)" stroke="var(--net-host)" />
      <path d="M237 136h6M237 145h6M237 154h6M237 163h6" stroke="var(--net-host)" />
      <text x="240" y="112" textAnchor="middle" fill="var(--ink-soft)" {...mono}>
        iptables
      </text>
      <rect x="276" y="84" width="80" height="132" rx="8" fill="var(--surface)" stroke="var(--net-bridge)" strokeWidth="2.5" />
      <text x="316" y="120" textAnchor="middle" fill="var(--net-bridge)" {...mono}>
        docker0
      </text>
      <text x="316" y="240" textAnchor="middle" fill="var(--ink-soft)" {...mono}>
        172.17.0.1
      </text>
      <rect x="350" y="141" width="12" height="18" rx="2.5" fill="var(--net-veth)" />
      <text x="402" y="138" textAnchor="middle" fill="var(--net-veth)" {...mono}>
        veth
      </text>
      <rect x="448" y="136" width="50" height="28" rx="6" fill="var(--surface)" stroke="var(--net-veth)" />
      <text x="473" y="154.5" textAnchor="middle" fill="var(--net-veth)" {...mono}>
        eth0
      </text>
      <circle className="packet" r="5" fill="var(--ink)" />
    </svg>
  );
}
