/** What Parameter Store remembers of a parameter, by its full name. */
export type ParameterStore = Map<string, { value: string; version: number; at: number }>;

/** The fields of the requests that we use; the SDK has checked their types. */
interface Request {
  Name?: string;
  Names?: string[];
  Path?: string;
  Value?: string;
  Overwrite?: boolean;
  Recursive?: boolean;
  ParameterFilters?: { Key?: string; Option?: string; Values?: string[] }[];
}

export class AwsError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** GetParameters takes at most this many names. */
const NAMES = 10;

export const actions: Record<string, (store: ParameterStore, request: Request) => object> = {
  GetParameter(store, { Name = '' }) {
    if (!store.has(Name)) throw new AwsError('ParameterNotFound', '');
    return { Parameter: shown(store, Name) };
  },

  GetParameters(store, { Names = [] }) {
    if (Names.length < 1 || Names.length > NAMES) {
      throw new AwsError('ValidationException', `Member must have length between 1 and ${NAMES}`);
    }
    return {
      Parameters: Names.filter((name) => store.has(name)).map((name) => shown(store, name)),
      InvalidParameters: Names.filter((name) => !store.has(name)),
    };
  },

  GetParametersByPath(store, { Path = '', Recursive = false }) {
    return { Parameters: below(store, Path, Recursive).map((name) => shown(store, name)) };
  },

  PutParameter(store, { Name = '', Value = '', Overwrite = false }) {
    const old = store.get(Name);
    if (old && !Overwrite) throw new AwsError('ParameterAlreadyExists', 'The parameter already exists.');
    const version = (old?.version ?? 0) + 1;
    store.set(Name, { value: Value, version, at: Date.now() });
    return { Version: version, Tier: 'Standard' };
  },

  /** Understands the filters `Name` and `Path`. */
  DescribeParameters(store, { ParameterFilters = [] }) {
    const names = [...store.keys()].filter((name) => ParameterFilters.every((filter) => matches(store, name, filter)));
    return { Parameters: names.map((name) => withoutValue(store, name)) };
  },
};

function matches(store: ParameterStore, name: string, filter: NonNullable<Request['ParameterFilters']>[number]): boolean {
  const values = filter.Values ?? [];
  if (filter.Key === 'Path') return values.some((path) => below(store, path, filter.Option === 'Recursive').includes(name));
  return values.some((value) => (filter.Option === 'BeginsWith' ? name.startsWith(value) : name === value));
}

function below(store: ParameterStore, path: string, recursive: boolean): string[] {
  const prefix = path.endsWith('/') ? path : `${path}/`;
  return [...store.keys()].filter((name) => name.startsWith(prefix) && (recursive || !name.slice(prefix.length).includes('/')));
}

const shown = (store: ParameterStore, name: string): object => ({ ...withoutValue(store, name), Value: store.get(name)!.value });

function withoutValue(store: ParameterStore, name: string): object {
  const { version, at } = store.get(name)!;
  return { Name: name, Type: 'SecureString', Version: version, LastModifiedDate: at / 1000, DataType: 'text' };
}
