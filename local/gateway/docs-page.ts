/** The viewer styles its parts inline and draws its icons from data URLs; a try follows `/uploads/{name}` to the local S3. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob: http://localhost:* http://127.0.0.1:*",
  "media-src 'self' blob: http://localhost:* http://127.0.0.1:*",
  "connect-src 'self' http://localhost:* http://127.0.0.1:*",
].join('; ');

export const HTML = `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Darkroom API</title>
  <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
  <link rel="stylesheet" href="/docs/swagger-ui.css">
  <style>
    body { margin: 0; background: #fafafa }
    .hint { max-width: 1460px; margin: 0 auto; padding: 1rem 20px 0; font: 14px/1.5 system-ui, sans-serif; color: #3b4151 }
  </style>
</head>
<body>
  <p class="hint">To try it: run <a href="#/wechat/WechatLogin">POST /api/wechat/login</a> with any code; the page then sends its token along.
    The document: <a href="/openapi.json">/openapi.json</a></p>
  <div id="ui"></div>
  <script src="/docs/swagger-ui-bundle.js"></script>
  <script type="module" src="/docs/start.js"></script>
</body>
</html>
`;

/**
 * A login that was tried authorizes all that is tried after it. The viewer fills the optional texts of a form with "string",
 * which would be sent: here they begin empty, which the API takes as none.
 */
export const START = `const api = await (await fetch('/openapi.json')).json();
for (const { requestBody } of Object.values(api.paths).flatMap(Object.values)) {
  const { properties = {}, required = [] } = requestBody?.content['multipart/form-data']?.schema ?? {};
  for (const [name, property] of Object.entries(properties))
    if (property.format !== 'binary' && !required.includes(name) && !property.enum) property.example = '';
}
const ui = SwaggerUIBundle({
  spec: api,
  dom_id: '#ui',
  deepLinking: true,
  tryItOutEnabled: true,
  validatorUrl: null,
  responseInterceptor(response) {
    if (response.url.endsWith('/api/wechat/login') && response.body?.token) ui.preauthorizeApiKey('token', response.body.token);
    return response;
  },
});
`;
