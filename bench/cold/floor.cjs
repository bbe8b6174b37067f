'use strict';

/** The least that a DynamoDB call takes: GetItem, signed by hand (AWS Signature Version 4), with Node's own modules only. */
const { createHash, createHmac } = require('node:crypto');
const { request } = require('node:https');

const hash = (text) => createHash('sha256').update(text).digest('hex');
const hmac = (key, text) => createHmac('sha256', key).update(text).digest();

function signed(host, body) {
  const { AWS_REGION: region, AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret } = process.env;
  const time = `${new Date().toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    host,
    'x-amz-date': time,
    'x-amz-target': 'DynamoDB_20120810.GetItem',
  };
  const names = Object.keys(headers).join(';');
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const scope = `${time.slice(0, 8)}/${region}/dynamodb/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', time, scope, hash(['POST', '/', '', lines.join(''), names, hash(body)].join('\n'))].join('\n');
  const key = ['dynamodb', 'aws4_request'].reduce(hmac, hmac(hmac(`AWS4${secret}`, time.slice(0, 8)), region));
  const signature = createHmac('sha256', key).update(text).digest('hex');
  return { ...headers, authorization: `AWS4-HMAC-SHA256 Credential=${id}/${scope}, SignedHeaders=${names}, Signature=${signature}` };
}

exports.handler = () => {
  const url = new URL(process.env.AWS_ENDPOINT_URL_DYNAMODB);
  const body = JSON.stringify({ TableName: process.env.TABLE_NAME, Key: { pk: { S: 'ACCOUNT#none' }, sk: { S: 'ACCOUNT' } } });
  const { promise, resolve, reject } = Promise.withResolvers();
  const call = request(url, { method: 'POST', headers: { ...signed(url.host, body), 'content-length': body.length } }, (response) => {
    let text = '';
    response.on('data', (chunk) => {
      text += chunk;
    });
    response.on('end', () => (response.statusCode === 200 ? resolve(JSON.parse(text)) : reject(new Error(text))));
  });
  call.on('error', reject).end(body);
  return promise;
};
