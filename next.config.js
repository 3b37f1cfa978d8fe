import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./app/_text/request.ts');

/** @type {import('next').NextConfig} */
const config = {
  devIndicators: false,
  images: { unoptimized: true },
  poweredByHeader: false,
  // `npm run check` type-checks the whole tree; doing it twice would make a first start slower.
  typescript: { ignoreBuildErrors: true },
};

export default withNextIntl(config);
