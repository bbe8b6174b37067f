/** Who may import whom. Each rule's comment says why; tests/infra/import-rules.test.ts plants a violation of each. */

const contracts = '^functions/.+\\.(contract|message)\\.ts$';
const schemas = '^functions/.+/schemas\\.ts$';
const lambdas = '^functions/.+\\.lambda\\.ts$';
const views = '^functions/.+\\.view\\.ts$';
/** Packages and Node's own modules, as opposed to our files. */
const packages = '(^|/)node_modules/';
const own = '^(functions|shared|infra|local|scripts|bench|proof|tests)/';

/** `from` may import `to` and nothing else. */
const only = (name, comment, from, to, alsoNot = {}) => ({
  name,
  comment,
  severity: 'error',
  from: typeof from === 'string' ? { path: from } : from,
  to: { pathNot: to, ...alsoNot },
});

const never = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: typeof from === 'string' ? { path: from } : from,
  to: typeof to === 'string' ? { path: to } : to,
});

module.exports = {
  forbidden: [
    only('kernel-alone', 'The kernel stands on nothing but Node.', '^shared/kernel/', ['^shared/kernel/', '^(node:)?crypto$']),
    only('domain-pure', 'Rules know no SDK, no HTTP and no environment: ports stand for them.', '^shared/domain/', [
      '^shared/kernel/',
      '^shared/domain/',
    ]),
    never('domain-without-node', 'Rules touch no file, socket or process.', '^shared/domain/', { dependencyTypes: ['core'] }),
    only(
      'contracts-plain',
      'A contract is a plain value: everything is derived from it, so it drags nothing along.',
      `${contracts}|${schemas}`,
      [
        '^shared/kernel/',
        '^shared/contract/',
        '^shared/domain/[^/]+/(prices|types|names)\\.ts$',
        'node_modules/zod/',
        '^functions/.+/schemas\\.ts$',
      ],
    ),
    only('contract-helper-plain', 'The contract helper is part of every contract.', '^shared/contract/', [
      '^shared/kernel/',
      '^shared/contract/',
      'node_modules/zod/',
    ]),
    never('adapters-apart', 'An adapter is one outside system; what two of them need belongs to a port.', '^shared/adapters/([^/]+)/', {
      path: '^shared/adapters/([^/]+)/',
      pathNot: '^shared/adapters/$1/',
    }),
    only(
      'adapters-below',
      "Adapters know the kernel, the contract, the domain's ports and their own SDK.",
      '^shared/adapters/',
      ['^shared/(kernel|contract|domain|adapters)/', packages],
      { dependencyTypesNot: ['core'] },
    ),
    never(
      'pipelines-without-business',
      'serve() and consume() know neither rules nor outside systems.',
      '^shared/(http|worker)/',
      '^shared/(domain|adapters)/',
    ),
    only(
      'pipelines-below',
      'serve() and consume() stand on the kernel, the contract, middy and their parsers.',
      '^shared/(http|worker)/',
      ['^shared/(kernel|contract|http|worker)/', 'node_modules/(@middy/|@fastify/busboy/|zod/|@types/)'],
      { dependencyTypesNot: ['core'] },
    ),
    only('views-plain', 'A view turns a result into the documented shape.', views, [
      '^shared/(kernel|domain|contract)/',
      '^shared/http/reply\\.ts$',
      '^functions/',
      'node_modules/zod/',
    ]),
    never(
      'lambdas-are-roots',
      'A composition root is the top: only local/ and tests load it.',
      { path: own, pathNot: ['^(local|tests|bench|proof)/'] },
      lambdas,
    ),
    only(
      'infra-from-contracts',
      'What runs where is derived from contracts; handlers are named by path.',
      '^infra/',
      ['^infra/', '^shared/contract/', '^functions/registry\\.ts$', packages],
      { dependencyTypesNot: ['core'] },
    ),
    never(
      'production-alone',
      'Production has no branch for local runs and no code of tests.',
      '^(functions|shared|infra)/',
      '^(local|tests|scripts|bench|proof)/',
    ),
    never('local-without-tests', 'What `npm start` runs is no test code.', '^(local|scripts)/', '^tests/'),
    never('no-cycles', 'Two files that need each other are one file, or miss a third.', own, { circular: true }),
    never('no-dead-ends', 'An import that leads nowhere.', own, { couldNotResolve: true, pathNot: '^fauxqs' }),
    never(
      'no-dev-packages',
      "Lambdas hold what is in `dependencies`; the OpenAPI document is made on the developer's machine.",
      { path: '^(functions|shared)/', pathNot: '^shared/openapi/' },
      {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/@types/',
      },
    ),
    {
      name: 'no-orphans',
      comment: 'A file that nothing reaches. Roots are lambdas, scripts, tests and what the build reads.',
      severity: 'error',
      from: {
        orphan: true,
        path: '^(functions|shared|infra)/',
        pathNot: [lambdas, '\\.d\\.ts$', '^infra/app\\.ts$'],
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // dependency-cruiser reads TypeScript up to 6; swc parses what TypeScript 7 takes, type imports too.
    parser: 'swc',
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      conditionNames: ['import', 'node', 'types', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.js', '.json', '.d.ts'],
    },
    exclude: { path: '^(cdk\\.out|build|\\.cache)/' },
  },
};
