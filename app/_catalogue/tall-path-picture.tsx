import { useTranslations } from 'next-intl';

const mono = { fontSize: 14, fontFamily: 'var(--font-mono)' } as const;
const sans = { fontSize: 14, fontWeight: 600 } as const;

/** The same way from top to bottom, for a page too narrow to show it from left to right. */
export function TallPathPicture() {
  const t = useTranslations('catalogue.picture');
  return (
    <svg viewBox="0 0 320 424" className="w-full sm:hidden" fill="none" strokeWidth="1.5" role="img" aria-label={t('alt')}>
      <rect x="1" y="1" width="318" height="56" rx="8" fill="var(--surface)" stroke="var(--net-client)" />
      <text x="20" y="34" fill="var(--net-client)" {...sans}>
        {t('client')}
      </text>
      <text x="300" y="34" textAnchor="end" fill="var(--ink-soft)" {...mono}>
        192.168.0.2
      </text>
      <path d="M160 57v37" stroke="var(--net-client)" />
      <rect x="1" y="108" width="318" height="315" rx="10" fill="var(--surface)" stroke="var(--net-host)" />
      <text x="20" y="138" fill="var(--net-host)" {...sans}>
        {t('host')}
      </text>
      <path d="M160 122v54" stroke="var(--net-host)" />
      <rect x="132" y="94" width="56" height="28" rx="6" fill="var(--surface)" stroke="var(--net-host)" />
      <text x="160" y="113" textAnchor="middle" fill="var(--net-host)" {...mono}>
        eth0
      </text>
      <rect x="136" y="144" width="48" height="14" rx="3" fill="var(--surface)" stroke="var(--net-host)" />
      <path d="M145 149v4M155 149v4M165 149v4M175 149v4" stroke="var(--net-host)" />
      <text x="196" y="156" fill="var(--ink-soft)" {...mono}>
        iptables
      </text>
      <rect x="20" y="176" width="280" height="52" rx="8" fill="var(--surface)" stroke="var(--net-bridge)" strokeWidth="2.5" />
      <text x="38" y="207" fill="var(--net-bridge)" {...mono}>
        docker0
      </text>
      <text x="282" y="207" textAnchor="end" fill="var(--ink-soft)" {...mono}>
        172.17.0.1
      </text>
      <path d="M160 228v76" stroke="var(--net-veth)" strokeWidth="2.5" />
      <rect x="151" y="222" width="18" height="12" rx="2.5" fill="var(--net-veth)" />
      <text x="174" y="268" fill="var(--net-veth)" {...mono}>
        veth
      </text>
      <rect x="20" y="304" width="280" height="100" rx="8" fill="var(--canvas)" stroke="var(--net-container)" />
      <rect x="132" y="290" width="56" height="28" rx="6" fill="var(--surface)" stroke="var(--net-veth)" />
      <text x="160" y="309" textAnchor="middle" fill="var(--net-veth)" {...mono}>
        eth0
      </text>
      <text x="38" y="362" fill="var(--net-container)" {...sans}>
        {t('container')}
      </text>
      <text x="282" y="362" textAnchor="end" fill="var(--ink-soft)" {...mono}>
        172.17.0.2
      </text>
    </svg>
  );
}
