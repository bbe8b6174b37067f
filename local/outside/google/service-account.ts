import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { jwtVerify } from 'jose';
import { randomText } from '#shared/kernel/ids.ts';
import { GoogleError } from './errors.ts';

const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';
const LIFETIME_SECONDS = 3600;

/** A Google Cloud project of the stand-in, with one service account. */
export interface LocalProject {
  id: string;
  clientEmail: string;
  publicKey: KeyObject;
  privateKeyPem: string;
}

/** Makes a project with a fresh key pair. */
export function createProject(id = 'darkroom-local'): LocalProject {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { id, clientEmail: `darkroom@${id}.iam.gserviceaccount.com`, publicKey, privateKeyPem };
}

/** The key file of its service account, as Google hands it out; `token_uri` is `{origin}/vertex/token`. */
export const keyFileOf = (project: LocalProject, origin: string): string =>
  JSON.stringify({
    type: 'service_account',
    project_id: project.id,
    private_key_id: 'local',
    private_key: project.privateKeyPem,
    client_email: project.clientEmail,
    token_uri: `${origin}/vertex/token`,
  });

/** Google's OAuth token endpoint (RFC 7523) and the check of the tokens that it gave out. */
export class TokenDesk {
  readonly #project: LocalProject;
  readonly #tokens = new Map<string, number>();

  constructor(project: LocalProject) {
    this.#project = project;
  }

  /** Takes the form of a token request; the answer is OAuth's, also when it refuses. */
  async issue(form: string, tokenUri: string): Promise<{ status: number; body: object }> {
    const fields = new URLSearchParams(form);
    if (fields.get('grant_type') !== GRANT) return refused('unsupported_grant_type', 'Invalid grant_type');
    try {
      const { payload } = await jwtVerify(fields.get('assertion') ?? '', this.#project.publicKey, {
        algorithms: ['RS256'],
        issuer: this.#project.clientEmail,
        audience: tokenUri,
        maxTokenAge: LIFETIME_SECONDS,
        clockTolerance: 300,
      });
      const scopes = `${payload.scope}`.split(/[ ,]/);
      if (!scopes.includes(SCOPE)) return refused('invalid_scope', `Scope must include ${SCOPE}`);
    } catch (error) {
      return refused('invalid_grant', `Invalid JWT: ${error instanceof Error ? error.message : error}`);
    }
    const token = `ya29.${randomText(40)}`;
    this.#tokens.set(token, Date.now() + LIFETIME_SECONDS * 1000);
    return { status: 200, body: { access_token: token, token_type: 'Bearer', expires_in: LIFETIME_SECONDS - 1 } };
  }

  /** Google's 401 unless the header carries a token of ours, its 403 for a project that isn't. */
  check(authorization: string | undefined, project: string): void {
    const expiry = this.#tokens.get(authorization?.replace(/^Bearer /, '') ?? '');
    if (expiry === undefined || expiry < Date.now()) {
      throw new GoogleError(
        'UNAUTHENTICATED',
        'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
      );
    }
    if (project !== this.#project.id) {
      throw new GoogleError(
        'PERMISSION_DENIED',
        `Permission 'aiplatform.endpoints.predict' denied on resource '//aiplatform.googleapis.com/projects/${project}'.`,
      );
    }
  }
}

const refused = (error: string, description: string): { status: number; body: object } => ({
  status: 400,
  body: { error, error_description: description },
});
