/** The arrows between the rooms; CONTRIBUTING.md draws them. */
const ROOMS = '^(labs|sandbox|server|app|scripts|tests)/';
const CONTRACTS = '^sandbox/(driver|observation|errors)\\.ts$';

/** @param {string} room @param {string} except */
const outside = (room, except) => ({ path: ROOMS, pathNot: [`^${room}/`, except] });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'labs-see-observations-only',
      severity: 'error',
      from: { path: '^labs/' },
      to: outside('labs', '^sandbox/observation\\.ts$'),
    },
    {
      name: 'labs-take-types-only',
      severity: 'error',
      from: { path: '^labs/' },
      to: { path: '^sandbox/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'sandbox-knows-nobody',
      severity: 'error',
      from: { path: '^sandbox/' },
      to: { path: ROOMS, pathNot: '^sandbox/' },
    },
    {
      name: 'server-sees-labs-and-sandbox',
      severity: 'error',
      from: { path: '^server/' },
      to: outside('server', '^(labs|sandbox)/'),
    },
    {
      name: 'drivers-are-picked-in-main',
      comment: 'Everything else in the server is written against the port in sandbox/driver.ts.',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/(main\\.ts$|cli/)' },
      to: { path: '^sandbox/', pathNot: CONTRACTS },
    },
    {
      name: 'protocol-is-browser-safe',
      severity: 'error',
      from: { path: '^server/protocol/' },
      to: { pathNot: ['^server/protocol/', '^labs/core/', CONTRACTS, '^node_modules/zod/'] },
    },
    {
      name: 'app-sees-protocol-and-labs',
      severity: 'error',
      from: { path: '^app/' },
      to: outside('app', '^(server/protocol|labs/core)/|^sandbox/(driver|observation)\\.ts$'),
    },
    {
      name: 'nobody-imports-tests',
      severity: 'error',
      from: { pathNot: '^tests/' },
      to: { path: '^tests/' },
    },
    {
      name: 'no-dev-dependency-in-production',
      severity: 'error',
      from: { path: '^(labs|sandbox|server|app)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|\\.vethlab)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
